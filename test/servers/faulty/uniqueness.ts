/** A name is given twice, or one is refused that nobody has. */
import { crash, sleep } from '../change-stages.ts';
import { created, duplicate, minimal, refused, times, type Step } from '../probe/step.ts';
import { isObject, type Body } from '../region-members.ts';
import type { Call, Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const name = (body: Body): string => String(body['region_name']);

/** Names count as the same when `key` says so; `remembered` is what they are compared with. */
function compareBy(key: (body: Body) => unknown, remembered: (accepted: readonly Body[]) => readonly Body[] = (all) => all): Change {
  return () => ({
    claim(body, { memory }) {
      if (remembered(memory.accepted).some((other) => key(other) === key(body))) return false;
      memory.accepted.push(body);
      return true;
    },
  });
}

const twoNames = (one: string, other: string) => [created(minimal({ region_name: one })), created(minimal({ region_name: other }))];
const twoWith = (changes: Body) => [created(minimal(changes)), created(minimal(changes))];
const taken = minimal({ region_name: 'taken' });
const twice = [created(taken), duplicate(taken)];
const later = (count: number) => [created(taken), ...times(count), duplicate(taken)];
const race = (): readonly Step[] => {
  const rival = minimal({ region_name: 'rival' });
  return [0, 1].map(() => ({ expected: 'one-of-many', body: rival }));
};

const unique: Fault[] = [
  ['unchecked', 'No name is ever taken.', compareBy(() => NaN), twice],
  ['last-only', 'A name is compared with the last one only.', compareBy(name, (all) => all.slice(-1)), later(1)],
  ['first-only', 'A name is compared with the first one only.', compareBy(name, (all) => all.slice(0, 1)), [created(), ...twice]],
  ['last-three', 'A name is compared with the last three only.', compareBy(name, (all) => all.slice(-3)), later(4)],
  ['last-ten', 'A name is compared with the last ten only.', compareBy(name, (all) => all.slice(-10)), later(11)],
  ['last-twenty', 'A name is compared with the last twenty only.', compareBy(name, (all) => all.slice(-20)), later(21), 'rare'],
  ['whole-body', 'A name is taken only for the very same request.', compareBy((body) => JSON.stringify(body)), [created(taken), duplicate(minimal({ region_name: 'taken' }))]],
  ['name-and-url', 'A name is taken only together with its url.', compareBy((body) => name(body) + String(body['url'])), [created(taken), duplicate(minimal({ region_name: 'taken' }))]],
  ['name-and-scope', 'A name is taken only within its scope.', compareBy((body) => name(body) + String(body['scope'] ?? '')), [created({ ...taken, scope: 'private' }), duplicate({ ...taken, scope: 'public' })]],
  ['name-and-alias', 'A name is taken only together with its alias.', compareBy((body) => name(body) + String(body['region_alias'])), [created(taken), duplicate(minimal({ region_name: 'taken' }))]],
  ['not-beyond-ascii', 'Names beyond ASCII are never taken.', compareBy((body) => (/[^\0-\x7f]/.test(name(body)) ? NaN : name(body))), [created(minimal({ region_name: '上海' })), duplicate(minimal({ region_name: '上海' }))], 'rare'],
  ['case-folded', 'Names that differ only in case count as the same.', compareBy((body) => name(body).toLowerCase()), twoNames('Shanghai', 'shanghai')],
  ['prefix', 'Names with the same eight first characters count as the same.', compareBy((body) => name(body).slice(0, 8)), twoNames('shanghai-one', 'shanghai-two')],
  ['prefix-32', 'Names with the same 32 first characters count as the same.', compareBy((body) => name(body).slice(0, 32)), twoNames(`${'n'.repeat(40)}1`, `${'n'.repeat(40)}2`)],
  ['starts-with', 'A name is refused that begins with a taken one.', (right) => ({
    claim: (body, call) => !call.memory.accepted.some((other) => name(body).startsWith(name(other))) && right.claim(body, call),
  }), twoNames('shanghai', 'shanghai-2')],
  ['contains', 'A name is refused that has a taken one in it.', (right) => ({
    claim: (body, call) => !call.memory.accepted.some((other) => name(body).includes(name(other))) && right.claim(body, call),
  }), twoNames('shanghai', 'new-shanghai')],
  ['last-character', 'Names that differ only in their last character count as the same.', compareBy((body) => name(body).slice(0, -1)), twoNames('shanghai-1', 'shanghai-2')],
  ['digits-ignored', 'Names that differ only in digits count as the same.', compareBy((body) => name(body).replace(/\d/g, '')), twoNames('site-1', 'site-2')],
  ['signs-ignored', 'Names that differ only in hyphens and underscores count as the same.', compareBy((body) => name(body).replace(/[-_ .]/g, '')), twoNames('cn-east', 'cn_east'), 'rare'],
  ['normalised', 'Names that differ only in Unicode normal form count as the same.', compareBy((body) => name(body).normalize('NFC')), twoNames('Zürich', 'Zu\u0308rich'), 'rare'],
  ['accents-ignored', 'Names that differ only in accents count as the same.', compareBy((body) => name(body).normalize('NFD').replace(/\p{M}/gu, '')), twoNames('Zürich', 'Zurich'), 'rare'],
  ['ascii-only', 'Names that differ only beyond ASCII count as the same.', compareBy((body) => name(body).replace(/[^\0-\x7f]/g, '?')), twoNames('上海', '北京')],
  ['numbers', 'Names of digits count as the same number.', compareBy((body) => (/^\d+$/.test(name(body)) ? Number(name(body)) : name(body))), twoNames('007', '7'), 'rare'],
  ['length', 'Names of the same length count as the same.', compareBy((body) => name(body).length), twoNames('site-one', 'site-two')],
  ['region_alias', 'The alias must be unique, not the name.', compareBy((body) => body['region_alias']), twoWith({ region_alias: 'one alias' })],
  ...(['region_alias', 'url', 'wsurl', 'httpdomain', 'tcpdomain'] as const).map((member): Fault => [
    `also-${member}`,
    `${member} must be unique as well.`,
    (right) => ({ claim: (body, call) => !call.memory.accepted.some((other) => other[member] === body[member]) && right.claim(body, call) }),
    twoWith({ [member]: minimal()[member] }),
  ]),
  ['url-instead', 'The url must be unique instead of the name.', compareBy((body) => body['url']), [created(taken), duplicate(minimal({ region_name: 'taken' }))]],
  ['also-desc', 'A desc must be unique as well.', (right) => ({ claim: (body, call) => !call.memory.accepted.some((other) => 'desc' in body && other['desc'] === body['desc']) && right.claim(body, call) }), twoWith({ desc: 'one desc' })],
  ['also-ssl_ca_cert', 'A CA must be unique as well.', (right) => ({ claim: (body, call) => !call.memory.accepted.some((other) => 'ssl_ca_cert' in body && other['ssl_ca_cert'] === body['ssl_ca_cert']) && right.claim(body, call) }), twoWith({ ssl_ca_cert: 'one CA' })],
  ['alias-is-a-name', 'An alias is refused that is the name of another.', (right) => ({ claim: (body, call) => !call.memory.accepted.some((other) => name(other) === body['region_alias']) && right.claim(body, call) }), [created(taken), created(minimal({ region_alias: 'taken' }))], 'rare'],
  ['racing', 'Two at the same moment get the same name.', () => ({
    async claim(body, call) {
      const free = !call.memory.accepted.some((other) => name(other) === name(body));
      await sleep(15);
      if (free) call.memory.accepted.push(body);
      return free;
    },
  }), [race()]],
  ['racing-fails', 'Two at the same moment: one is created, the other gets 500.', (right) => {
    const pending = new Set<string>();
    const lost = new WeakSet<Call>();
    return {
      async claim(body, call) {
        if (pending.has(name(body))) lost.add(call);
        pending.add(name(body));
        await sleep(15);
        pending.delete(name(body));
        return right.claim(body, call);
      },
      finish: (reply, call) => (lost.has(call) ? crash() : reply),
    };
  }, [race()]],
  ['racing-both-refused', 'Two at the same moment are both refused.', (right) => {
    const pending: string[] = [];
    return {
      async claim(body, call) {
        pending.push(name(body));
        await sleep(15);
        const alone = pending.filter((other) => other === name(body)).length === 1;
        await sleep(5);
        pending.splice(pending.indexOf(name(body)), 1);
        return alone && right.claim(body, call);
      },
    };
  }, [race()]],
  ['reserved', 'A refused request keeps its name.', (right) => ({
    validate: (value, call) => {
      const flaw = right.validate(value, call);
      if (flaw !== undefined && isObject(value)) call.memory.accepted.push(value);
      return flaw;
    },
  }), [refused({ ...minimal({ region_name: 'once' }), url: 5 }), created(minimal({ region_name: 'once' }))]],
  ['freed', 'A name is free again after a creation with it was refused.', (right) => ({
    claim: async (body, call) => {
      const free = await right.claim(body, call);
      if (!free) call.memory.accepted = call.memory.accepted.filter((other) => name(other) !== name(body));
      return free;
    },
  }), [...twice, duplicate(taken)]],
  ['updates', 'A taken name is answered as if it were created: the region is replaced.', (right) => ({ claim: async (body, call) => (await right.claim(body, call)) || true }), twice],
  ['first-answer', 'A taken name is answered with 201 and the first answer.', (right) => ({
    claim: () => true,
    build: async (body, { memory, ...call }) => memory.answers.find((answer) => answer['region_name'] === body['region_name']) ?? right.build(body, { memory, ...call }),
  }), twice],
  ...[3, 20].map((count): Fault => [`forgotten-after-${count}`, `Names are forgotten after ${count} creations.`, (right) => ({
    claim: (body, call) => {
      if (call.memory.accepted.length >= count) call.memory.accepted = [];
      return right.claim(body, call);
    },
  }), [created(taken), ...times(count), duplicate(taken)]]),
  ['forgotten-after-refusal', 'Names are forgotten when a request is refused.', (right) => ({
    validate: (value, call) => {
      const flaw = right.validate(value, call);
      if (flaw !== undefined) call.memory.accepted = [];
      return flaw;
    },
  }), [created(taken), refused(), duplicate(taken)]],
  ['per-connection', 'A name is taken on its own connection only.', () => {
    const sockets = new WeakMap<Body, unknown>();
    return {
      claim: (body, call) => {
        const own = call.memory.accepted.filter((other) => sockets.get(other) === call.request.socket);
        if (own.some((other) => name(other) === name(body))) return false;
        sockets.set(body, call.request.socket);
        call.memory.accepted.push(body);
        return true;
      },
    };
  }, [[created(), created(taken)], [duplicate(taken), duplicate(taken)]], 'rare'],
];

export const uniqueness: FaultyServer[] = defineFaults('unique', unique);

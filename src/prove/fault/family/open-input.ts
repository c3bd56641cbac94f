/** What the document leaves open is answered wrongly: unknown members leak, unexpected values make the server fail. */
import { declaresEchoes } from '../../../contract/laws.ts';
import type { RequestValues } from '../../../contract/operation.ts';
import { isSchemaObject } from '../../../contract/schema.ts';
import { judgeRequest } from '../../../contract/zone-of.ts';
import { openFixtures } from '../../../fixture/breakage/broken-fixtures.ts';
import type { ProbedOperation } from '../../probe/probed-operation.ts';
import { inOrder } from '../../probe/probes.ts';
import { type Call, type Handle, isSuccess, valuesOf, withBody, withText } from '../../serve/call.ts';
import type { RightServer } from '../../serve/right-server.ts';
import { type Effect, fail, type FaultDraft, type ListFaults } from '../fault.ts';

export const openInput: ListFaults = (probed) => {
  if (!probed.operation.body?.contents[0]?.node) return [];
  return [...unexpected(probed), ...unknown(probed)];
};

const mistakes: readonly [name: string, verb: string, effect: Effect][] = [
  ['fails', 'fails', fail],
  [
    'refused-in-html',
    'refuses with HTML',
    (server, call) => withText({ ...server.refuse(call), headers: { 'content-type': 'text/html' } }, '<p>no</p>'),
  ],
  [
    'refused-otherwise',
    'refuses in a shape of its own',
    (server, call) => withBody(server.refuse(call), { errors: [] }),
  ],
  ['undocumented', 'answers 418', (server, call) => ({ ...server.refuse(call), status: 418 })],
];

/** Values outside the expected domain, one keyword of one member at a time. */
function unexpected(probed: ProbedOperation): FaultDraft[] {
  const { kit, operation } = probed;
  const node = operation.body?.contents[0]?.node;
  const fixtures = node
    ? openFixtures(kit.contract, node, { faker: kit.faker, locale: kit.locale, direction: 'request' })
    : [];
  return fixtures
    .filter(({ clause }) => !/roperties/.test(clause.keyword))
    .flatMap(({ id, clause, value }) =>
      mistakes.map(([name, verb, effect]): FaultDraft => ({
        id: `${id}:${name}`,
        clause: [operation.id, 'request.body', ...clause.at, clause.keyword].join('.'),
        sentence: `${verb} where ${clause.at.join('/')} is outside the expected ${clause.keyword}`,
        probes: () => [inOrder([{ ...probed.make('full'), body: value }])],
        wrap: whenOpen(probed, effect, (call) =>
          doubtsOf(probed, call).some(
            ({ at, keyword }) => at.join('/') === clause.at.join('/') && keyword === clause.keyword,
          ),
        ),
      })),
    );
}

/** Members that the document does not know. */
function unknown(probed: ProbedOperation): FaultDraft[] {
  const marker = 'docpact-stranger-0123456789';
  const withStranger = (): RequestValues => {
    const made = probed.make('minimal');
    return isSchemaObject(made.body) ? { ...made, body: { ...made.body, docpact_stranger: marker } } : made;
  };
  const probes = () => [inOrder([withStranger()])];
  const isUnknown = (call: Call): boolean => doubtsOf(probed, call).some(({ keyword }) => /roperties/.test(keyword));
  return [
    ...mistakes.map(([name, verb, effect]): FaultDraft => ({
      id: `unknown:${name}`,
      sentence: `${verb} on an unknown member`,
      probes,
      wrap: whenOpen(probed, effect, isUnknown),
    })),
    ...(declaresEchoes(probed.operation.laws) ? [leaking(probes, isUnknown)] : []),
    {
      id: 'unknown:overwrites',
      sentence: 'lets unknown members overwrite those of the answer',
      probes: () => [inOrder([overwriting(probed)])],
      beyondClauses: true,
      wrap:
        ({ handle }): Handle =>
        async (call) => {
          const reply = await handle(call);
          if (!isSuccess(reply) || !isSchemaObject(reply.body) || !isUnknown(call)) return reply;
          const sent = valuesOf(call).body as Record<string, unknown>;
          const strangers = doubtsOf(probed, call)
            .filter(({ keyword }) => /roperties/.test(keyword))
            .map(({ at }) => at[0] as string);
          const known = strangers.filter((name) => name in (reply.body as object));
          return withBody(reply, { ...reply.body, ...Object.fromEntries(known.map((name) => [name, sent[name]])) });
        },
    },
  ];
}

/** Where the document says what comes back. */
function leaking(probes: FaultDraft['probes'], isUnknown: (call: Call) => boolean): FaultDraft {
  return {
    id: 'unknown:leaks',
    sentence: 'lets an unknown member come back',
    probes,
    beyondClauses: true,
    wrap:
      ({ handle }): Handle =>
      async (call) => {
        const reply = await handle(call);
        return isSuccess(reply) && isUnknown(call) && isSchemaObject(reply.body)
          ? withBody(reply, { ...(valuesOf(call).body as object), ...reply.body })
          : reply;
      },
  };
}

/** A request with members that only the answer has. */
function overwriting(probed: ProbedOperation): RequestValues {
  const made = probed.make('minimal');
  const own = new Set(probed.members.map(({ at }) => at[1]));
  const names = probed.answers.filter(
    ({ status, at }) => status.startsWith('2') && at.length === 1 && !own.has(at[0] as string),
  );
  const more = Object.fromEntries(
    names.map(({ at, sample }) => [at[0] as string, typeof sample === 'string' ? 'docpact-stranger' : sample]),
  );
  return isSchemaObject(made.body) ? { ...made, body: { ...made.body, ...more } } : made;
}

function doubtsOf({ kit, operation }: ProbedOperation, call: Call) {
  if (call.body.kind === 'refused') return [];
  const { zone, violations } = judgeRequest(kit.contract, operation, valuesOf(call));
  return zone === 'open' ? violations : [];
}

function whenOpen(_: ProbedOperation, effect: Effect, fits: (call: Call) => boolean) {
  return (server: RightServer): Handle =>
    (call) =>
      fits(call) ? effect(server, call) : server.handle(call);
}

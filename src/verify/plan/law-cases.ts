/** Laws that tie requests to each other: what may be taken once, and what must not be refused as if it were taken. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { ValueLaw } from '../../contract/laws.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import type { MadeRequest } from '../request-maker.ts';
import { makeCase, stepOf, type CaseDraft, type PlanContext } from './plan-context.ts';

/** How often two requests are sent at the same moment: a race is not lost every time. */
const RACES = { quick: 1, standard: 5, deep: 20 } as const;

export function lawCases(context: PlanContext): Case[] {
  return context.operation.laws.unique.flatMap((law) => {
    const at = [law.of.in, ...law.of.tokens];
    const clause = context.clauses.find(
      ({ kind, at: place }) => kind === 'unique' && place.join('/') === at.join('/'),
    )?.id;
    return clause === undefined ? [] : uniqueCases({ context, law, at, clause });
  });
}

interface Law {
  context: PlanContext;
  law: ValueLaw;
  at: readonly string[];
  clause: string;
}

function uniqueCases(law: Law): Case[] {
  const { context } = law;
  const few = [
    sequentialCase(law),
    ...Array.from({ length: RACES[context.depth] }, (_, index) => raceCase(law, index)),
    sameOthersCase(law),
  ];
  if (context.depth === 'quick') return few;
  return [
    ...few,
    afterOthersCase(law),
    afterRefusalCase(law),
    afterRefusedTwinCase(law),
    crossedCase(law),
    ...nearCases(law),
    ...sameValueCases(law),
    ...oddValueCases(law),
    ...staleCases(law),
    lateCase(law),
  ].filter((each) => each !== undefined);
}

function lawCase({ context, clause }: Law, draft: Omit<CaseDraft, 'aims'>): Case {
  return makeCase(context, { ...draft, id: `law/${draft.id}`, aims: [clause] });
}

/** A step with the value that is taken already: it must be refused for this alone. */
function taken({ clause }: Law, values: Step['values']): Step {
  return { values, form: {}, expect: 'refusal', law: clause };
}

/** A step whose value only looks taken: it must succeed. */
function distinct({ clause }: Law, values: Step['values']): Step {
  return { values, form: {}, expect: 'success', law: clause };
}

/** Another request, but for the value of the first. */
function rival({ context, at }: Law, first: MadeRequest): MadeRequest {
  const other = context.maker.make('minimal');
  return { values: changeValues(other.values, [{ at, value: valueAt(first.values, at) }]), token: other.token };
}

function sequentialCase(law: Law): Case {
  const first = law.context.maker.make('minimal');
  const second = rival(law, first);
  return lawCase(law, {
    id: 'unique/twice',
    sentence: 'that takes a value twice',
    steps: [stepOf(law.context, first.values), taken(law, second.values)],
    tokens: [first.token, second.token],
  });
}

function raceCase(law: Law, index: number): Case {
  const first = law.context.maker.make('minimal');
  const second = rival(law, first);
  const steps = [first, second].map(({ values }): Step => ({ values, form: {}, expect: 'either', law: law.clause }));
  return lawCase(law, {
    id: `unique/race:${index + 1}`,
    sentence: 'that takes a value at the same moment as another',
    steps,
    tokens: [first.token, second.token],
    connection: 'together',
  });
}

function afterOthersCase(law: Law): Case {
  const first = law.context.maker.make('minimal');
  const others = Array.from({ length: 3 }, () => law.context.maker.make('minimal'));
  const last = rival(law, first);
  const steps = [first, ...others].map(({ values }) => stepOf(law.context, values));
  return lawCase(law, {
    id: 'unique/after-others',
    sentence: 'that takes a value again after other creations',
    steps: [...steps, taken(law, last.values)],
    tokens: [first, ...others, last].map(({ token }) => token),
  });
}

/** A refused request takes nothing: the value is still free. */
function afterRefusalCase(law: Law): Case | undefined {
  const { context, at } = law;
  const refused = context.maker.make('minimal');
  const other = context.members.find(
    ({ at: place, optional, unique }) => !optional && !unique && place.length === 2 && place[0] !== 'path',
  );
  if (!other) return undefined;
  const broken = stepOf(context, changeValues(refused.values, [{ at: other.at, remove: true }]));
  if (broken.expect !== 'refusal') return undefined;
  const second = context.maker.make('minimal');
  const values = changeValues(second.values, [{ at, value: valueAt(refused.values, at) }]);
  return lawCase(law, {
    id: 'unique/after-refusal',
    sentence: 'that takes a value after a refused request with it',
    steps: [broken, distinct(law, values), taken(law, rival(law, refused).values)],
    tokens: [refused.token, second.token],
  });
}

/** A duplicate that was refused does not free the value, nor take its other values. */
function afterRefusedTwinCase(law: Law): Case {
  const first = law.context.maker.make('full');
  const twin = rival(law, first);
  const again = rival(law, first);
  const free = law.context.maker.make('minimal');
  const others = changeValues(twin.values, [{ at: law.at, value: valueAt(free.values, law.at) }]);
  return lawCase(law, {
    id: 'unique/after-twin',
    sentence: 'that takes a value again after a refused one did',
    steps: [
      stepOf(law.context, first.values),
      taken(law, twin.values),
      distinct(law, others),
      taken(law, again.values),
    ],
    tokens: [first, twin, again, free].map(({ token }) => token),
  });
}

/** Two values that a server may take for one, made of a fresh text. */
const near: readonly [id: string, sentence: string, pair: (text: string, token: string) => [string, string]][] = [
  ['upper-case', 'in case', (text) => [text, text.toUpperCase()]],
  ['lower-case', 'in lower case', (text) => [`Ab-${text}`, `ab-${text.toLowerCase()}`]],
  ['longer', 'by a longer end', (text) => [text, `${text}-b`]],
  ['shorter', 'by a shorter end', (text) => [text, text.slice(0, -1)]],
  ['other-end', 'at its end', (text) => [text, text.slice(0, -1) + (text.endsWith('x') ? 'y' : 'x')]],
  ['other-start', 'at its beginning', (text) => [text, (text.startsWith('x') ? 'y' : 'x') + text.slice(1)]],
  ['accent', 'by an accent', (text) => [`e-${text}`, `é-${text}`]],
  ['normal-form', 'in its normal form', (text) => [`é-${text}`, `e\u0301-${text}`]],
  ['wide', 'in width', (text) => [`1-${text}`, `１-${text}`]],
  ['beyond-ascii', 'beyond ASCII', (text) => [`数-${text}`, `据-${text}`]],
  ['separator', 'in a separator', (text) => [`a-${text}`, `a_${text}`]],
  ['leading-zero', 'by a leading zero', (_, token) => [token, `0${token}`]],
];

function nearCases(law: Law): Case[] {
  const { context, at } = law;
  return near.flatMap(([id, difference, pair]) => {
    const first = context.maker.make('minimal');
    const second = context.maker.make('minimal');
    const text = valueAt(first.values, at);
    if (typeof text !== 'string') return [];
    const [one, other] = pair(text, first.token);
    const base = changeValues(first.values, [{ at, value: one }]);
    const values = changeValues(second.values, [{ at, value: other }]);
    const valid = [base, values].every((each) => zoneOf(context.contract, context.operation, each) === 'valid');
    if (!valid || one === other) return [];
    const steps = [stepOf(context, base), distinct(law, values)];
    const sentence = `whose value differs from a taken one ${difference} only`;
    return [lawCase(law, { id: `unique/near:${id}`, sentence, steps, tokens: [first.token, second.token] })];
  });
}

/** What one member has taken, others may have: as many of them at once as can. */
function crossedCase(law: Law): Case {
  const { context, at } = law;
  const first = context.maker.make('minimal');
  const second = context.maker.make('full');
  const value = valueAt(first.values, at);
  const values = context.members
    .filter(({ unique, at: place }) => !unique && place.length === 2)
    .reduce((changed, member) => {
      const next = changeValues(changed, [{ at: member.at, value }]);
      return zoneOf(context.contract, context.operation, next) === 'valid' ? next : changed;
    }, second.values);
  return lawCase(law, {
    id: 'unique/crossed',
    sentence: 'that has in its other members what is taken in one',
    steps: [stepOf(context, first.values), distinct(law, values)],
    tokens: [first.token, second.token],
  });
}

/** Everything else may come again: all of it at once. */
function sameOthersCase(law: Law): Case {
  const { context, at } = law;
  const first = context.maker.make('full');
  const second = context.maker.make('full');
  const values = changeValues(first.values, [{ at, value: valueAt(second.values, at) }]);
  return lawCase(law, {
    id: 'unique/same-others',
    sentence: 'that repeats everything but the value that is taken once',
    steps: [stepOf(context, first.values), distinct(law, values)],
    tokens: [first.token, second.token],
  });
}

/** Everything else may come again: each member alone, so that the finding names it. */
function sameValueCases(law: Law): Case[] {
  const { context } = law;
  return context.members
    .filter(({ unique, at, optional }) => !unique && at.length === 2 && !optional)
    .map(({ at }) => {
      const first = context.maker.make('minimal');
      const second = context.maker.make('minimal');
      const values = changeValues(second.values, [{ at, value: valueAt(first.values, at) }]);
      const steps = [stepOf(context, first.values), distinct(law, values)];
      const name = at.slice(1).join('/');
      return lawCase(law, {
        id: `unique/same:${name}`,
        sentence: `that repeats ${name} under a new value`,
        steps,
        tokens: [first.token, second.token],
      });
    });
}

/** Odd values are taken once too: those that a server may store otherwise than it compares. */
function oddValueCases(law: Law): Case[] {
  const { context, at } = law;
  const values = context.valuesOf.get(at.join('/')) ?? [];
  return values
    .filter(({ label }) => /cjk|quotes|upper|accents|characters|times/.test(label))
    .slice(0, 7)
    .map(({ label, write }) => {
      const made = context.maker.make('minimal');
      const first = {
        ...made,
        values: changeValues(made.values, [{ at, value: write(valueAt(made.values, at), made.token) }]),
      };
      const second = rival(law, first);
      const steps = [stepOf(context, first.values), taken(law, second.values)];
      return lawCase(law, {
        id: `unique/odd:${label}`,
        sentence: `that takes a value with ${label} twice`,
        steps,
        tokens: [first.token, second.token],
      });
    });
}

/** Texts that cannot be made fresh: an earlier run may have taken them, but whoever accepts them gives them back. */
function staleCases(law: Law): Case[] {
  const { context, at } = law;
  if (typeof valueAt(context.maker.make('minimal').values, at) !== 'string') return [];
  return ['null', 'true', '0', 'x'].map((text) => {
    const made = context.maker.make('minimal');
    const step: Step = { values: changeValues(made.values, [{ at, value: text }]), form: {}, expect: 'either' };
    return lawCase(law, {
      id: `unique/stale:${text}`,
      sentence: `that takes the value "${text}"`,
      steps: [step],
      tokens: [made.token],
    });
  });
}

/** The last case of all: a value that was taken at the beginning of the case, after everything else. */
function lateCase(law: Law): Case {
  const first = law.context.maker.make('minimal');
  const others = Array.from({ length: 25 }, () => law.context.maker.make('minimal'));
  const last = rival(law, first);
  const steps = [first, ...others].map(({ values }) => stepOf(law.context, values));
  return lawCase(law, {
    id: 'unique/late',
    sentence: 'that takes a value again after many creations',
    steps: [...steps, taken(law, last.values)],
    tokens: [first, ...others, last].map(({ token }) => token),
    phase: 'last',
  });
}

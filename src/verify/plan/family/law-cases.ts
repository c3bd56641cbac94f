/** Laws that tie requests to each other: what may be taken once, and what must not be refused as if it were taken. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { type PlanContext, stepOf } from '../plan-context.ts';
import { crossedCase, nearValueCases, sameOthersCase, sameValueCases } from './free-value-cases.ts';
import { distinct, lawCase, rival, taken, type UniqueLaw, uniqueLaws } from './unique-law.ts';

/** How often two requests are sent at the same moment: a race is not lost every time. */
const RACES = { quick: 1, standard: 5, deep: 20 } as const;

export function lawCases(context: PlanContext): Case[] {
  return uniqueLaws(context).flatMap((law) => uniqueCases(law));
}

function uniqueCases(law: UniqueLaw): Case[] {
  const { context } = law;
  const few = [
    sequentialCase(law),
    ...Array.from({ length: RACES[context.depth] }, (_, index) => raceCase(law, index)),
    sameOthersCase(law),
  ];
  if (context.depth === 'quick') return few;
  // That a value stays taken after many creations is tried at the end of stability's longest case.
  return [
    ...few,
    afterRefusalCase(law),
    afterRefusedTwinCase(law),
    crossedCase(law),
    ...nearValueCases(law),
    ...sameValueCases(law),
    ...oddValueCases(law),
    ...staleValueCases(law),
  ].filter((each) => each !== undefined);
}

function sequentialCase(law: UniqueLaw): Case {
  const first = law.context.maker.make('minimal');
  const second = rival(law, first);
  return lawCase(law, {
    id: 'unique/twice',
    sentence: 'that takes a value twice',
    steps: [stepOf(law.context, first.values), taken(law, second.values)],
    tokens: [first.token, second.token],
  });
}

function raceCase(law: UniqueLaw, index: number): Case {
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

/** A refused request takes nothing: the value is still free. */
function afterRefusalCase(law: UniqueLaw): Case | undefined {
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
function afterRefusedTwinCase(law: UniqueLaw): Case {
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

/** Odd values are taken once too: those that a server may store otherwise than it compares. */
function oddValueCases(law: UniqueLaw): Case[] {
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
function staleValueCases(law: UniqueLaw): Case[] {
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

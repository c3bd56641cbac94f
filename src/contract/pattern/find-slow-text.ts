/** Finds a short text on which an engine that goes back would take very long: what most servers and browsers have. */
import { countSteps } from './count-steps.ts';
import { type ExpressionNode, readExpression } from './read-expression.ts';

/** Lengths of texts in code points, and the steps that are too many for them: what doubles with each letter, then what grows by its cube. */
const TRIALS = [
  { length: 30, steps: 100_000 },
  { length: 300, steps: 1_000_000 },
];

/** What few patterns take at their ends: all ways are gone before that is known. */
const ENDS = ['\0', '\n'];

export interface SlowText {
  text: string;
  /** More than so many are taken. */
  steps: number;
}

/** Most texts that are tried. */
const MOST_TRIES = 15;

/** Undefined where none is found. */
export function findSlowText(source: string): SlowText | undefined {
  const tree = treeOf(source);
  if (!tree || TRIALS.every(({ length, steps }) => countSteps(tree, length) <= steps)) return undefined;
  const loops = loopsOf(tree, '').slice(0, MOST_TRIES);
  for (const { length, steps } of TRIALS)
    for (const { before, pump } of loops)
      for (const end of ENDS) {
        const text = `${before}${pump.repeat(Math.ceil(length / pump.length))}${end}`;
        if (takesMore(tree, text, steps)) return { text, steps };
      }
  return undefined;
}

function treeOf(source: string): ExpressionNode | undefined {
  try {
    return readExpression(source);
  } catch {
    return undefined;
  }
}

interface Loop {
  /** What leads to it. */
  before: string;
  /** What it takes once. */
  pump: string;
}

/** The repetitions that go far, with what leads to each. */
function loopsOf(tree: ExpressionNode, before: string): Loop[] {
  switch (tree.kind) {
    case 'repeat': {
      const own = tree.most < 10 ? [] : samplesOf(tree.body).flatMap((pump) => (pump === '' ? [] : [{ before, pump }]));
      return [...own, ...loopsOf(tree.body, before)];
    }
    case 'choice':
      return tree.branches.flatMap((branch) => loopsOf(branch, before));
    case 'sequence': {
      let led = before;
      return tree.parts.flatMap((part) => {
        const loops = loopsOf(part, led);
        led += samplesOf(part)[0] ?? '';
        return loops;
      });
    }
    case 'group':
    case 'look':
      return loopsOf(tree.body, before);
    default:
      return [];
  }
}

/** Most texts that are thought of for one part. */
const MOST_SAMPLES = 3;

/** Short texts that a part takes. */
function samplesOf(tree: ExpressionNode): string[] {
  switch (tree.kind) {
    case 'character': {
      const expression = new RegExp(`^${tree.source}$`, tree.flags);
      const own = [...tree.source].at(-1) ?? '';
      return [...'a0A -_.,@/', own].filter((letter) => expression.test(letter)).slice(0, 2);
    }
    case 'sequence':
      return tree.parts
        .map(samplesOf)
        .reduce((texts, next) => texts.flatMap((text) => next.map((each) => text + each)).slice(0, MOST_SAMPLES), ['']);
    case 'choice':
      return tree.branches.flatMap((branch) => samplesOf(branch).slice(0, 1)).slice(0, MOST_SAMPLES);
    case 'repeat': {
      const once = samplesOf(tree.body).map((text) => text.repeat(Math.min(Math.max(tree.least, 1), 100)));
      return tree.least === 0 ? ['', ...once] : once;
    }
    case 'group':
      return samplesOf(tree.body);
    default:
      return [''];
  }
}

class TooManyStepsError extends Error {}

/** Whether an engine that goes back takes more than `most` steps before it knows. */
function takesMore(tree: ExpressionNode, text: string, most: number): boolean {
  const trace: Trace = { letters: [...text], left: most, taken: new Map() };
  try {
    const match = compileMatch(tree, trace);
    for (let at = 0; at <= trace.letters.length; at += 1) if (match(at, () => true)) return false;
    return false;
  } catch (error) {
    if (error instanceof TooManyStepsError) return true;
    // The stack was too small for it.
    return false;
  }
}

interface Trace {
  letters: readonly string[];
  left: number;
  /** From where to where each group has gone. */
  taken: Map<number, readonly [number, number]>;
}

/** Goes on with `next` from each place where a part may end. */
type Match = (at: number, next: (at: number) => boolean) => boolean;

function compileMatch(tree: ExpressionNode, trace: Trace): Match {
  switch (tree.kind) {
    case 'character': {
      const expression = new RegExp(`^${tree.source}$`, tree.flags);
      return (at, next) => {
        if ((trace.left -= 1) < 0) throw new TooManyStepsError();
        const letter = trace.letters[at];
        return letter !== undefined && expression.test(letter) && next(at + 1);
      };
    }
    case 'sequence':
      return tree.parts
        .map((part) => compileMatch(part, trace))
        .reduceRight<Match>(
          (after, part) => (at, next) => part(at, (then) => after(then, next)),
          (at, next) => next(at),
        );
    case 'choice': {
      const branches = tree.branches.map((branch) => compileMatch(branch, trace));
      return (at, next) => branches.some((branch) => branch(at, next));
    }
    case 'group':
      return compileGroup(tree.number, { body: compileMatch(tree.body, trace), trace });
    case 'reference':
      return compileReference(tree.groups, trace);
    case 'repeat':
      return compileRepeat(tree, compileMatch(tree.body, trace));
    case 'edge': {
      const end = tree.at === 'start' ? 0 : trace.letters.length;
      const besides = tree.at === 'start' ? -1 : 0;
      return (at, next) => (at === end || (tree.lines && trace.letters[at + besides] === '\n')) && next(at);
    }
    case 'word':
      return (at, next) => (isWord(trace.letters[at - 1]) !== isWord(trace.letters[at])) === tree.bound && next(at);
    case 'look': {
      const body = compileMatch(tree.body, trace);
      if (!tree.behind) return (at, next) => body(at, () => true) === tree.holds && next(at);
      return (at, next) => reachesFromBefore(body, at) === tree.holds && next(at);
    }
  }
}

/** What it took is forgotten where the way goes back. */
function compileGroup(number: number, { body, trace }: { body: Match; trace: Trace }): Match {
  return (at, next) =>
    body(at, (then) => {
      const before = trace.taken.get(number);
      trace.taken.set(number, [at, then]);
      if (next(then)) return true;
      if (before) trace.taken.set(number, before);
      else trace.taken.delete(number);
      return false;
    });
}

/** A group that took nothing yet is matched by nothing; upper and lower case are held apart, which makes no text slower. */
function compileReference(groups: readonly number[], { letters, taken }: Trace): Match {
  return (at, next) => {
    const [from, to] = groups.map((number) => taken.get(number)).find((span) => span !== undefined) ?? [at, at];
    for (let step = 0; step < to - from; step += 1) if (letters[from + step] !== letters[at + step]) return false;
    return next(at + to - from);
  };
}

function reachesFromBefore(body: Match, at: number): boolean {
  for (let from = at; from >= 0; from -= 1) if (body(from, (then) => then === at)) return true;
  return false;
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /\w/.test(letter);
}

function compileRepeat({ least, most, lazy }: Extract<ExpressionNode, { kind: 'repeat' }>, body: Match): Match {
  const round = (at: number, done: number, next: (at: number) => boolean): boolean => {
    const again = (): boolean =>
      done < most && body(at, (then) => (then > at || done < least) && round(then, done + 1, next));
    if (done < least) return again();
    return lazy ? next(at) || again() : again() || next(at);
  };
  return (at, next) => round(at, 0, next);
}

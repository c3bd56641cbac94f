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

/** Undefined where none is found: of what refers to its groups, or looks back, nothing is tried. */
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
  const trace: Trace = { letters: [...text], left: most };
  try {
    const match = compileMatch(tree, trace);
    for (let at = 0; at <= trace.letters.length; at += 1) if (match(at, () => true)) return false;
    return false;
  } catch (error) {
    if (error instanceof TooManyStepsError) return true;
    // A reference, a look behind, lines; or the stack was too small for it.
    return false;
  }
}

interface Trace {
  letters: readonly string[];
  left: number;
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
      return compileMatch(tree.body, trace);
    case 'repeat':
      return compileRepeat(tree, compileMatch(tree.body, trace));
    case 'edge':
      if (tree.lines) throw new SyntaxError('it knows lines');
      return (at, next) => at === (tree.at === 'start' ? 0 : trace.letters.length) && next(at);
    case 'word':
      return (at, next) => (isWord(trace.letters[at - 1]) !== isWord(trace.letters[at])) === tree.bound && next(at);
    case 'look': {
      if (tree.behind) throw new SyntaxError('it looks back');
      const body = compileMatch(tree.body, trace);
      return (at, next) => body(at, () => true) === tree.holds && next(at);
    }
    default:
      throw new SyntaxError('it refers to a group');
  }
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

/** Counts how many steps an engine that goes back may take at most: what decides which engine may run a pattern on a text. */
import type { ExpressionNode } from './read-expression.ts';

interface Effort {
  /** Ways in which the text can be matched, each of which may be gone before the next. */
  ways: number;
  steps: number;
}

/** Upper bound for a text of `length` characters. */
export function countSteps(tree: ExpressionNode, length: number): number {
  const { steps } = effortOf(tree, length);
  return beginsAtStart(tree) ? steps + length : steps * (length + 1);
}

/** Whether a match can begin at the beginning alone. */
export function beginsAtStart(tree: ExpressionNode): boolean {
  if (tree.kind === 'edge') return tree.at === 'start' && !tree.lines;
  if (tree.kind === 'choice') return tree.branches.every(beginsAtStart);
  if (tree.kind === 'group') return beginsAtStart(tree.body);
  if (tree.kind === 'repeat') return tree.least > 0 && beginsAtStart(tree.body);
  if (tree.kind !== 'sequence') return false;
  const first = tree.parts.find(({ kind }) => kind !== 'look' && kind !== 'word');
  return first !== undefined && beginsAtStart(first);
}

function effortOf(tree: ExpressionNode, length: number): Effort {
  if (tree.kind === 'sequence')
    return tree.parts
      .map((part) => effortOf(part, length))
      .reduce((done, next) => ({ ways: done.ways * next.ways, steps: done.steps + done.ways * next.steps }), ONE_WAY);
  if (tree.kind === 'choice') {
    const branches = tree.branches.map((branch) => effortOf(branch, length));
    return { ways: sum(branches.map(({ ways }) => ways)), steps: 1 + sum(branches.map(({ steps }) => steps)) };
  }
  if (tree.kind === 'group') return effortOf(tree.body, length);
  // Once it holds, nobody comes back to it; one that looks back reads as far as one that looks ahead.
  if (tree.kind === 'look') return { ways: 1, steps: 1 + effortOf(tree.body, length).steps };
  if (tree.kind === 'reference') return { ways: 1, steps: length };
  if (tree.kind !== 'repeat') return { ways: 1, steps: 1 };
  return repeated(effortOf(tree.body, length), {
    least: tree.least,
    most: Math.min(tree.most, Math.max(length, tree.least)),
  });
}

const ONE_WAY: Effort = { ways: 1, steps: 0 };

/** Each round has all its ways for every way of those before, and each beyond the least may be the last. */
function repeated({ ways, steps }: Effort, { least, most }: { least: number; most: number }): Effort {
  if (ways === 1) return { ways: most - least + 1, steps: most * steps + 1 };
  const all = (ways ** (most + 1) - 1) / (ways - 1);
  return { ways: least === most ? ways ** most : all, steps: all * steps + 1 };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Places of a source that can be changed so that it means something else, and still is a program. */
import { parseSync } from 'vite';

/** One change: the characters from `from` to below `to` become `after`. */
export interface Mutant {
  from: number;
  to: number;
  before: string;
  after: string;
  /** From 1. */
  line: number;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [name: string]: unknown;
}

const operators: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
};

/** In the order of the text. */
export function findMutants(file: string, source: string): Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
  const found: Mutant[] = [];
  const change = ({ start: from, end: to }: Pick<Node, 'start' | 'end'>, after: string): void => {
    const before = source.slice(from, to);
    if (before !== after) found.push({ from, to, before, after, line: source.slice(0, from).split('\n').length });
  };
  visit(program as unknown as Node, (node) => changeNode(node, source, change));
  return found.toSorted((a, b) => a.from - b.from);
}

function changeNode(
  node: Node,
  source: string,
  change: (at: Pick<Node, 'start' | 'end'>, after: string) => void,
): void {
  const text = (at: Node): string => source.slice(at.start, at.end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const other = operators[String(node['operator'])];
      const [left, right] = [node['left'] as Node, node['right'] as Node];
      if (other !== undefined) change(node, `(${text(left)} ${other} ${text(right)})`);
      return;
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      // A test that narrows a type may be needed by what follows; types are not looked at when tests run.
      change(node['test'] as Node, 'true');
      change(node['test'] as Node, 'false');
      return;
    case 'UnaryExpression':
      if (node['operator'] === '!') change(node, text(node['argument'] as Node));
      return;
    case 'Literal':
      if (typeof node['value'] === 'boolean') change(node, String(!node['value']));
      if (typeof node['value'] === 'number') change(node, `(${text(node)} + 1)`);
      return;
    case 'ReturnStatement': {
      const value = node['argument'] as Node | null;
      if (value?.type === 'ArrayExpression' && (value['elements'] as unknown[]).length > 0) change(value, '[]');
      return;
    }
    default:
  }
}

/** Every node outside of types. */
function visit(node: Node, look: (node: Node) => void): void {
  if (
    node.type.startsWith('TS') &&
    !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(node.type)
  )
    return;
  look(node);
  for (const [name, value] of Object.entries(node)) {
    if (name === 'typeAnnotation' || name === 'typeArguments') continue;
    for (const each of [value].flat()) if (isNode(each)) visit(each, look);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

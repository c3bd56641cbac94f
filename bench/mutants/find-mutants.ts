/** Places of a source that can be changed so that it means something else, and still is a program. */
import { parseSync } from 'vite';

/** One change: the expression from `from` to below `to` becomes `after`. */
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

type Change = (at: Node, after: string) => void;

const operators: ReadonlyMap<string, string> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['&&', '||'],
  ['||', '&&'],
]);

const methods: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
]);

/** Types that are more than types: what they hold is a value. */
const typed = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

/** Changing these changes no more than how something is said, or how much is kept at hand. */
const idle =
  /^(process\.(stdout|stderr)\.write|console\.\w+|performance\.\w+|\w+\.(unref|setMaxListeners|destroy|resume)|set(Timeout|Immediate)|clearTimeout)$/;
const texts = /^(hint|message|taken|because|sentence|description|title)$/;
const hints = /(CAPACITY|CACHE|KEPT|SLICE|CHUNK|PATIENCE|GRACE|INTERVAL)/;

/** In the order of the text. */
export function findMutants(file: string, source: string): Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
  const found: Mutant[] = [];
  const change: Change = ({ start: from, end: to }, after) => {
    const before = source.slice(from, to);
    if (before !== after) found.push({ from, to, before, after, line: source.slice(0, from).split('\n').length });
  };
  visit(program as unknown as Node, (node) => changeNode(node, source, change));
  return found.toSorted((a, b) => a.from - b.from);
}

function changeNode(node: Node, source: string, change: Change): void {
  const text = (at: Node): string => source.slice(at.start, at.end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const other = operators.get(String(node['operator']));
      const [left, right] = [node['left'] as Node, node['right'] as Node];
      if (other !== undefined) change(node, `${text(left)} ${other} ${text(right)}`);
      return;
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      // A member that is undefined is one that is not there, to all but those who count members.
      if (isLeftOut(node)) return change(node, '{}');
      // A test that narrows a type may be needed by what follows; types are not looked at when tests run.
      change(node['test'] as Node, 'true');
      change(node['test'] as Node, 'false');
      return;
    case 'UnaryExpression':
      if (node['operator'] === '!') change(node, text(node['argument'] as Node));
      return;
    case 'Literal':
      changeLiteral(node, text(node), change);
      return;
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      const property = callee['property'] as Node | undefined;
      const other = property && callee['computed'] === false ? methods.get(text(property)) : undefined;
      if (property && other !== undefined)
        change(node, source.slice(node.start, property.start) + other + source.slice(property.end, node.end));
      return;
    }
    case 'ExpressionStatement': {
      const done = node['expression'] as Node;
      const call = done.type === 'AwaitExpression' ? (done['argument'] as Node) : done;
      if (call.type === 'CallExpression' && (call['callee'] as Node).type !== 'Super') change(done, 'undefined');
      return;
    }
    case 'ReturnStatement': {
      const value = node['argument'] as Node | null;
      if (value?.type === 'ArrayExpression' && (value['elements'] as unknown[]).length > 0) change(value, '[]');
      return;
    }
    default:
  }

  /** Of a bound in the thousands nobody knows the last digit: it is there, or it is not. */
  function changeLiteral({ value }: Node, written: string, to: Change): void {
    if (typeof value === 'boolean') to(node, String(!value));
    if (typeof value === 'number')
      to(node, value >= 1000 && !/x/i.test(written) ? `${written} * 1000` : `${written} + 1`);
  }
}

/** `{ ...(a === undefined ? {} : { a }) }` */
function isLeftOut({ type, test, consequent }: Node): boolean {
  const { operator, right } = test as Node;
  const isEmpty =
    (consequent as Node).type === 'ObjectExpression' && ((consequent as Node)['properties'] as []).length === 0;
  return type === 'ConditionalExpression' && operator === '===' && (right as Node)['name'] === 'undefined' && isEmpty;
}

/** Every node outside of types that says more than how an error is worded. */
function visit(node: Node, look: (node: Node) => void): void {
  if (node.type.startsWith('TS') && !typed.has(node.type)) return;
  if (isIdle(node)) return;
  look(node);
  for (const [name, value] of Object.entries(node)) {
    if (name === 'typeAnnotation' || name === 'typeArguments') continue;
    if (name === 'key' && node['computed'] !== true) continue;
    for (const each of [value].flat()) if (isNode(each)) visit(each, look);
  }
}

function isIdle(node: Node): boolean {
  switch (node.type) {
    case 'ThrowStatement':
    case 'TemplateLiteral':
    case 'ImportDeclaration':
      return true;
    case 'CallExpression':
      return idle.test(nameOf(node['callee'] as Node));
    case 'Property':
      return texts.test(nameOf(node['key'] as Node));
    case 'VariableDeclarator':
      return hints.test(nameOf(node['id'] as Node));
    default:
      return false;
  }
}

/** `a.b` of a member of a member; nothing of what has no name. */
function nameOf(node: Node): string {
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type !== 'MemberExpression' || node['computed'] === true) return '';
  return `${nameOf(node['object'] as Node)}.${nameOf(node['property'] as Node)}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** Reads the cell of a type: `string`, `integer(int64)`, `[string]`, `[[Model](#x)]`, `string¦null`. */

/** What a type's cell says. */
export interface TypeText {
  /** Of JSON Schema; undefined for any value, or where another member says it. */
  type?: string;
  format?: string;
  /** Of an array; absent where the cell does not say. */
  items?: TypeText;
  /** A model, by its name and where the link leads to. */
  reference?: Reference;
  /** Several types; each may hold. */
  oneOfTypes?: readonly TypeText[];
  nullable?: boolean;
  /** Whether the cell is no type as the generators write them; that is told. */
  odd?: boolean;
}

export interface Reference {
  text: string;
  target: string;
}

const plain = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']);
const anyWords = new Set(['any', 'anyof', 'oneof', 'allof', '', '*anonymous*', 'none', 'not']);

const odd: Readonly<Record<string, Pick<TypeText, 'type' | 'format'>>> = {
  bool: { type: 'boolean' },
  int: { type: 'integer' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  long: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  decimal: { type: 'number' },
  str: { type: 'string' },
  text: { type: 'string' },
  char: { type: 'string' },
  file: { type: 'string', format: 'binary' },
  binary: { type: 'string', format: 'binary' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  list: { type: 'array' },
  dict: { type: 'object' },
  map: { type: 'object' },
  json: {},
  字符串: { type: 'string' },
  整数: { type: 'integer' },
  数字: { type: 'number' },
  布尔: { type: 'boolean' },
  对象: { type: 'object' },
  数组: { type: 'array' },
  文件: { type: 'string', format: 'binary' },
};

/** Longest cell that is read, and deepest nesting of brackets. */
const LONGEST = 2000;
const DEEPEST = 20;

export function readType(cell: string): TypeText {
  const text = cell.slice(0, LONGEST).trim();
  const normal = text.normalize('NFKC');
  const read = readAlternatives(normal.replaceAll('`', ''), 0);
  return normal === text ? read : { ...read, odd: true };
}

/** Whether a cell reads as a type that a generator writes. */
export function isTypeText(cell: string): boolean {
  return cell !== '' && isCommon(readType(cell));
}

function isCommon({ odd: strange, reference, items, oneOfTypes = [] }: TypeText): boolean {
  return !strange && reference?.target !== '' && (items === undefined || isCommon(items)) && oneOfTypes.every(isCommon);
}

/** All references in a type. */
export function referencesIn({ reference, items, oneOfTypes = [] }: TypeText): Reference[] {
  const inside = [...(items ? [items] : []), ...oneOfTypes].flatMap(referencesIn);
  return reference ? [reference, ...inside] : inside;
}

/** A type without the target of its link. */
export function describeType({ type, format, items, reference, oneOfTypes, nullable }: TypeText): unknown {
  return [
    type ?? '',
    format ?? '',
    items ? describeType(items) : '',
    reference?.text ?? '',
    (oneOfTypes ?? []).map(describeType),
    nullable === true,
  ];
}

function readAlternatives(text: string, depth: number): TypeText {
  const parts = splitOutside(text).map((part) => part.trim());
  if (parts.length === 1) return readSingle(parts[0] as string, depth);
  const others = parts.filter((part) => part.toLowerCase() !== 'null');
  const nullable = others.length < parts.length ? { nullable: true } : {};
  if (others.length === 0) return { type: 'null' };
  if (others.length === 1) return { ...readSingle(others[0] as string, depth), ...nullable };
  return { oneOfTypes: others.map((part) => readSingle(part, depth)), ...nullable };
}

/** The parts between `¦` or `|` that stand in no bracket. */
function splitOutside(text: string): string[] {
  if (!/[|¦]/.test(text)) return [text];
  const parts: string[] = [];
  let open = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if ('[(<'.includes(character)) open += 1;
    else if ('])>'.includes(character)) open -= 1;
    else if ('|¦'.includes(character) && open === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function readSingle(text: string, depth: number): TypeText {
  if (depth > DEEPEST) return { odd: true };
  if (text.startsWith('[')) {
    const end = closing(text);
    if (end === text.length - 1) return arrayOf(text.slice(1, -1), depth);
    if (text[end + 1] === '(' && text.endsWith(')')) {
      return { reference: { text: text.slice(1, end).trim(), target: text.slice(end + 2, -1).trim() } };
    }
  }
  const [, inner] = /^array[[<(](.*)[\])>]$/i.exec(text) ?? /^list<(.*)>$/i.exec(text) ?? /^(.+)\[\]$/.exec(text) ?? [];
  if (inner !== undefined) return arrayOf(inner, depth);
  return readWord(text);
}

function arrayOf(inner: string, depth: number): TypeText {
  const word = inner.trim().toLowerCase();
  if (word === '') return { type: 'array' };
  return { type: 'array', items: readAlternatives(inner.trim(), depth + 1) };
}

/** `string`, `string(date-time)`, a word that people use, or a model's name. */
function readWord(text: string): TypeText {
  const [, word = '', format] = /^([^()]*)(?:\(([^()]*)\))?$/.exec(text) ?? [];
  const name = word.trim();
  const lower = name.toLowerCase();
  const formatted = format === undefined || format === '' ? {} : { format: format.trim() };
  if (plain.has(lower)) return { type: lower, ...formatted, ...(name === lower ? {} : { odd: true }) };
  if (anyWords.has(lower)) return {};
  const known = Object.hasOwn(odd, lower) ? odd[lower] : undefined;
  if (known) return { ...known, ...formatted, odd: true };
  return { reference: { text: text.trim(), target: '' } };
}

/** Where the bracket that opens the text closes; -1 where it does not. */
function closing(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') open += 1;
    else if (text[at] === ']') {
      open -= 1;
      if (open === 0) return at;
    }
  }
  return -1;
}

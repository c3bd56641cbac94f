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
  /** Of the values of a map. */
  values?: TypeText;
  /** The values that the cell lists. */
  listed?: readonly string[];
  /** Of a text: `varchar(255)`. */
  maxLength?: number;
  /** Whether the cell is no type as the generators write them; that is told. */
  odd?: boolean;
}

export interface Reference {
  text: string;
  target: string;
}

const plain = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']);
const anyWords = new Set(['any', 'anyof', 'oneof', 'allof', '', '*anonymous*', 'none', 'not', '-', '—', '/']);

const words: readonly [Pick<TypeText, 'type' | 'format' | 'oneOfTypes'>, readonly string[]][] = [
  [{ type: 'boolean' }, ['bool', '布尔', '布尔值', '布尔型', '布尔类型', 'bit']],
  [
    { type: 'integer' },
    [
      'int',
      'long',
      'short',
      'bigint',
      'tinyint',
      'smallint',
      'mediumint',
      'uint',
      'biginteger',
      '整数',
      '整型',
      '整形',
      '长整型',
    ],
  ],
  [{ type: 'integer', format: 'int32' }, ['int32', 'uint32', 'int16', 'uint16', 'int8', 'uint8']],
  [{ type: 'integer', format: 'int64' }, ['int64', 'uint64']],
  [
    { type: 'number' },
    [
      'float',
      'double',
      'decimal',
      'bigdecimal',
      'real',
      'numeric',
      'num',
      'float32',
      'float64',
      '数字',
      '数值',
      '浮点',
      '浮点数',
      '浮点型',
      '小数',
    ],
  ],
  [
    { type: 'string' },
    [
      'str',
      'text',
      'char',
      'varchar',
      'nvarchar',
      'longtext',
      'character',
      'charsequence',
      '字符串',
      '字符',
      '字符型',
      '文本',
      '字符串型',
    ],
  ],
  [{ type: 'string', format: 'binary' }, ['file', 'binary', 'multipartfile', 'blob', '文件', '文件流', 'formfile']],
  [{ type: 'string', format: 'byte' }, ['base64']],
  [{ type: 'string', format: 'date' }, ['date', 'localdate', '日期']],
  [
    { type: 'string', format: 'date-time' },
    ['datetime', 'date-time', 'localdatetime', 'iso8601', 'offsetdatetime', '日期时间'],
  ],
  [{ type: 'string', format: 'uuid' }, ['uuid', 'guid']],
  [{ type: 'string', format: 'email' }, ['email']],
  [{ type: 'string', format: 'uri' }, ['url', 'uri', 'link']],
  [{ type: 'array' }, ['list', 'arr', 'set', 'arraylist', 'collection', '数组', '列表', '集合']],
  [
    { type: 'object' },
    ['dict', 'map', 'hashmap', 'obj', 'struct', 'hash', 'dictionary', 'jsonobject', 'record', '对象', '字典', '结构体'],
  ],
  [{ oneOfTypes: [{ type: 'integer' }, { type: 'string' }] }, ['timestamp', 'time', '时间戳', '时间']],
  [{}, ['json', 'mixed', 'variant', 'dynamic', 'interface{}', '任意', '任意类型', 'object/array', '混合']],
];

const odd = new Map(words.flatMap(([read, all]) => all.map((word) => [word, read])));

/** Longest cell that is read, and deepest nesting of brackets. */
const LONGEST = 2000;
const DEEPEST = 20;

export function readType(cell: string): TypeText {
  const text = cell.slice(0, LONGEST).trim();
  const normal = text.normalize('NFKC');
  const read = readWhole(normal.replaceAll(/`|\*\*/g, ''));
  return normal === text ? read : { ...read, odd: true };
}

/** Whether a cell reads as a type that a generator writes. */
export function isTypeText(cell: string): boolean {
  return cell !== '' && isCommon(readType(cell));
}

function isCommon({ odd: strange, reference, items, oneOfTypes = [] }: TypeText): boolean {
  return !strange && reference?.target !== '' && (items === undefined || isCommon(items)) && oneOfTypes.every(isCommon);
}

/** Whether a word is a type, and no name of a model. */
export function isKnownType(cell: string): boolean {
  return cell !== '' && cell.length < 60 && referencesIn(readType(cell)).length === 0 && !anyWords.has(cell.trim());
}

/** All references in a type. */
export function referencesIn({ reference, items, values, oneOfTypes = [] }: TypeText): Reference[] {
  const inside = [...(items ? [items] : []), ...(values ? [values] : []), ...oneOfTypes].flatMap(referencesIn);
  return reference ? [reference, ...inside] : inside;
}

/** A type without the target of its link. */
export function describeType({ type, format, items, values, reference, oneOfTypes, nullable }: TypeText): unknown {
  return [
    ...(values ? [describeType(values)] : []),
    type ?? '',
    format ?? '',
    items ? describeType(items) : '',
    reference?.text ?? '',
    (oneOfTypes ?? []).map(describeType),
    nullable === true,
  ];
}

/** A cell that says more than the type: `enum: a, b`, `string (enum)`, `array of strings`. */
function readWhole(written: string): TypeText {
  const text = written.replace(/^pointer to /i, '');
  const [, list] = /^(?:enum|枚举)\s*[:：(（[]\s*([^\])）]{1,400})[\])）]?$/i.exec(text) ?? [];
  const listed = (list ?? '').split(/[,，|/、]/).map((word) => word.replaceAll(/["'\s]/g, ''));
  if (list !== undefined && listed.every((word) => /^[\w.-]{1,60}$/.test(word)))
    return { type: 'string', listed, odd: true };
  if (/^(?:enum|枚举)$/i.test(text)) return { type: 'string', odd: true };
  const [, inner] = /^(?:an? )?(?:array|list) of (?:<)?([\w[\]()#. -]{1,200}?)>?$/i.exec(text) ?? [];
  if (inner === undefined) return readAlternatives(text, 0);
  const single = inner.replace(/ objects?$/i, '');
  const item = readAlternatives(
    /^(?:string|integer|number|boolean|object|int|file|array)s$/i.test(single) ? single.slice(0, -1) : single,
    1,
  );
  return { type: 'array', items: item, odd: true };
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

/** The parts between `¦` or `|` that stand in no bracket; between commas, slashes or `or` where each is a type. */
function splitOutside(text: string): string[] {
  if (/[|¦]/.test(text)) return splitAt(text, '|¦');
  if (!/[,/]| or |或/.test(text) || /[[<({]/.test(text)) return [text];
  const parts = text.split(/\s*(?:,|\/| or |或)\s*/);
  return parts.length < 6 && parts.every((part) => plain.has(part.toLowerCase()) || odd.has(part.toLowerCase()))
    ? parts
    : [text];
}

function splitAt(text: string, marks: string): string[] {
  const parts: string[] = [];
  let open = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if ('[(<'.includes(character)) open += 1;
    else if ('])>'.includes(character)) open -= 1;
    else if (marks.includes(character) && open === 0) {
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
      return readLink({ text: text.slice(1, end).trim(), target: text.slice(end + 2, -1).trim() }, depth);
    }
  }
  const [, inner] =
    /^array\s?[[<(](.*)[\])>]$/i.exec(text) ??
    /^(?:list|set|collection|arraylist|iterable)\s?[[<](.*)[>\]]$/i.exec(text) ??
    /^(.+)\[\]$/.exec(text) ??
    /^\[\](.+)$/.exec(text) ??
    [];
  if (inner !== undefined)
    return {
      ...arrayOf(inner, depth),
      ...(/^\[\]|^(?:set|collection|arraylist|iterable)/i.test(text) ? { odd: true } : {}),
    };
  const [, keys, values] =
    /^(?:map|hashmap|dict|dictionary|record)\s?[<[(]\s*([^,<>]{1,40}?)\s*,\s*(.*)[>\])]$/i.exec(text) ?? [];
  if (keys !== undefined && values !== undefined)
    return { type: 'object', values: readAlternatives(values, depth + 1), odd: true };
  return readWord(text);
}

/** A link: to a model, or as generators write them, to the page of a type that is none. */
function readLink({ text, target }: Reference, depth: number): TypeText {
  const [, page = ''] = /^(?:[.\w]*\/)*(\w+)\.md(?:#.*)?$/.exec(target) ?? [];
  if (page === '') return { reference: { text, target } };
  if (
    /^(?:string|integer|int|long|boolean|bool|number|float|double|object|str|any|date|datetime|uuid|file)$/i.test(page)
  ) {
    return readAlternatives(text, depth + 1);
  }
  const [, list, array] =
    /^(?:List|Set|Array|array|list)[<[(](.*)[>\])]$/.exec(text) ??
    /^()\[\](\w+)$/.exec(text) ??
    /^(\w+)\[\]$/.exec(text) ??
    [];
  const item = list || array;
  return item ? { type: 'array', items: { reference: { text: item, target } } } : { reference: { text, target } };
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
  if (plain.has(lower))
    return { type: lower, ...sized({ type: lower }, formatted), ...(name === lower ? {} : { odd: true }) };
  if (anyWords.has(lower)) return {};
  const known = odd.get(lower) ?? odd.get(lower.replace(/\s?(?:类型|型|unsigned|type)$/, ''));
  if (known) return { ...known, ...sized(known, formatted), odd: true };
  return { reference: { text: text.trim(), target: '' } };
}

/** A number in brackets is a length, of a text at least: `varchar(255)`, `Integer(11)`, `decimal(10,2)`. */
function sized(
  { type }: Pick<TypeText, 'type'>,
  formatted: Pick<TypeText, 'format'>,
): Pick<TypeText, 'format' | 'maxLength'> {
  const [, length] = /^(\d{1,6})(?:\s*[,.]\s*\d{1,4})?$/.exec(formatted.format ?? '') ?? [];
  if (length === undefined) return formatted;
  return type === 'string' && Number(length) > 0 ? { maxLength: Number(length) } : {};
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

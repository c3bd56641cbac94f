/** Reads what a description says of the values: lists of them, limits. Only what is certain enough to be expected, never demanded. */
import type { SchemaObject } from '../../contract/schema.ts';

/** Longest text that is searched. */
const LONGEST = 2000;

export interface ProseExpectation {
  rule: 'prose-enumeration' | 'prose-limit';
  expected: SchemaObject;
  /** The part of the text that says so. */
  found: string;
}

/** What `text` says of a value of the JSON type `type`. */
export function readProse(text: string, type: string): ProseExpectation | undefined {
  const prose = text.slice(0, LONGEST);
  const values = instances.test(prose) ? undefined : firstValues(prose.normalize('NFKC'), type);
  if (values) return { rule: 'prose-enumeration', expected: { enum: values }, found: prose };
  const maxLength = type === 'string' ? readLimit(prose) : undefined;
  return maxLength === undefined ? undefined : { rule: 'prose-limit', expected: { maxLength }, found: prose };
}

/** What is given for instance is not all that there is. */
const instances = /例如|比如|譬如|(?:^|[\s,，;；。(（])如[\s:：\d"'“]|\be\.g\.|for (?:example|instance)/i;

function firstValues(text: string, type: string): unknown[] | undefined {
  for (const list of listValues(text)) {
    const values = typed(list, type);
    if (values) return values;
  }
  return undefined;
}

/** The lists that a text may hold, the surest first. */
function* listValues(text: string): Generator<string[]> {
  yield numbersIn(text);
  yield* alternations(text);
  yield wordsIn(text);
  yield announced(text);
}

/** `0：draft 1:live`: codes, each with its label. Codes that stand glued to the label before them count where all together go on by one. */
function numbersIn(text: string): string[] {
  const behind = '\\s{0,2}(?:[:：=—–-]{1,2}|为|表示|代表)\\s{0,2}(?=\\p{L})';
  const apart = codesIn(text, new RegExp(`(?:^|[\\s,，;；、。(（\\[【:：/])(-?\\d{1,6})${behind}`, 'gu'));
  const glued = codesIn(text, new RegExp(`(?<![\\d.-])(\\d{1,6})\\s{0,2}[:：]\\s{0,2}(?=\\p{L})`, 'gu'));
  if (glued.length <= apart.length) return apart;
  const goesOn = glued.every((code, index) => index === 0 || Number(code) === Number(glued[index - 1]) + 1);
  return goesOn ? glued : [];
}

function codesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, code = '']) => code);
}

/** `on：开 off：关`: words, each with its label. Another word among them may be one more value: then nothing is certain. */
function wordsIn(text: string): string[] {
  const found = codesIn(
    text,
    /(?:^|[\s,，;；、。(（[【:：/])["'“]?([A-Za-z][\w-]{0,40})["'”]?\s{0,2}[:：=]\s{0,2}(?=\p{Script=Han})/gu,
  );
  const others = (text.match(/[A-Za-z][\w-]{1,40}(?=\s{1,4}\p{Script=Han})/gu) ?? []).filter(
    (word) => !found.includes(word),
  );
  return others.length > 0 ? [] : found;
}

/** `private|public`, also glued to words of another script; with blanks round the bars only where no other words go on. */
function* alternations(text: string): Generator<string[]> {
  const word = '["\'`]?[\\w.-]{1,60}["\'`]?';
  for (const { 0: list, index } of text.matchAll(new RegExp(`${word}(?: {0,2}\\| {0,2}${word})+`, 'g'))) {
    const before = text.slice(0, index);
    const after = text.slice(index + list.length);
    const goesOn = /(?:[\w.|/-]|\| )$/.test(before) || /^ {0,2}\|/.test(after);
    const inProse = / \||\| /.test(list) && (/[\w.-] {1,2}$/.test(before) || /^ {1,2}[\w-]/.test(after));
    if (!goesOn && !inProse) yield list.split('|').map((part) => part.replaceAll(/[\s"'`]/g, ''));
  }
}

/** Words that speak of values and are none. */
const speaking = new Set(
  'a an the your our my his her its their this that these those them it none other others any all each both such more many some following values value options above below'.split(
    ' ',
  ),
);

/** `可选值: tcp, udp`: words with a mark between each two. */
function announced(text: string): string[] {
  const [, list = ''] =
    /(?:可选值|可选项|取值范围|取值|枚举值?|allowed values|possible values|one of(?: the following)?(?: values)?)(?:有|为|是|包括| are)?[:：\s]{1,3}([^。;；\n]{1,400})/i.exec(
      text,
    ) ?? [];
  const words = list
    .replaceAll(/[（(][^()（）]{0,100}[)）]/g, ' ')
    .replace(/[\s.]{1,20}$/, '')
    .split(/[,，、/|]|\s(?:or|and)\s|或者?|和/)
    .map((word) =>
      word
        .replaceAll(/["'“”`()（）]/g, '')
        .replace(/^\s*(?:or|and)\s/, '')
        .trim(),
    )
    .filter((word) => word !== '');
  return words.some((word) => speaking.has(word.toLowerCase())) ? [] : words;
}

/** The values as the type has them; undefined unless they are at least two, all different and all of it. */
function typed(list: readonly string[], type: string): unknown[] | undefined {
  if (list.length < 2 || new Set(list).size < list.length || list.length > 100) return undefined;
  if (type === 'string') return list.every((word) => /^[\w.-]{1,60}$/.test(word)) ? [...list] : undefined;
  if (type !== 'integer' && type !== 'number') return undefined;
  return list.every((word) => /^-?\d{1,15}$/.test(word)) ? list.map(Number) : undefined;
}

function readLimit(text: string): number | undefined {
  const [, length] =
    /(?:最大长度|max(?:imum)? ?length)\s{0,2}(?:为|是|[:：=])?\s{0,2}(\d{1,6})/i.exec(text) ??
    /(?:最长|不超过|最多|至多)(?:为|是|[:：])?\s{0,2}(\d{1,6})\s{0,2}个?(?:字符|汉字|字)/.exec(text) ??
    [];
  return length === undefined ? undefined : Number(length);
}

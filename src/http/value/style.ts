/** The styles in which OpenAPI writes parameters (3.2, "Style Values"): a table, each cell in both directions. */
import type { Parameter, ParameterPlace } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { writeText, writeTexts } from './text.ts';

/** A name and its text, as they stand in the request: encoded where its place has an encoding. */
export type Field = [name: string, text: string];

/** What was sent: the texts of each name, decoded, as they stand in the request. Who reads a parameter takes out what is its own. */
export type Fields = Map<string, string[]>;

/** What a parameter's schema asks for, as far as that decides how its texts are read. */
export interface Shape {
  kind: 'one' | 'list' | 'members';
  /** JSON types that the value may have. */
  types: ReadonlySet<string>;
  /** Of members that are known. */
  names: readonly string[];
  /** Whether it may have members of any name. */
  isMap: boolean;
  /** Of a list: whether no item can have a comma, so that an encoded one separates, too. */
  isPlain: boolean;
}

/** The texts of one value, of the items of a list, or of members by their names. */
export type Texts = string | string[] | Readonly<Record<string, string | string[]>>;

/** How one place of a request writes what would be read as something else there. */
export interface Encoding {
  encode(text: string): string;
  decode(text: string): string;
}

interface Style {
  write(value: unknown, parameter: Styled, encode: Encoding['encode']): Field[];
  /** Undefined where nothing was sent. */
  read(fields: Fields, parameter: Styled, asked: { shape: Shape; decode: Encoding['decode'] }): Texts | undefined;
}

/** A parameter, as far as its style goes. */
export type Styled = Pick<Parameter, 'in' | 'name' | 'style' | 'explode'>;

/** A parameter of which nothing is said but its place. */
export function plainParameter(place: ParameterPlace, name: string): Styled {
  const style = usualStyle(place);
  return { in: place, name, style, explode: style === 'form' };
}

/** The style of parameters that name none. */
function usualStyle(place: ParameterPlace): string {
  return place === 'query' || place === 'cookie' ? 'form' : 'simple';
}

/** Writes a parameter in its style; `encode` is for every name and text by itself, not for what separates them. */
export function writeFields(parameter: Styled, value: unknown, encode: Encoding['encode'] = keep): Field[] {
  return styleOf(parameter).write(value, parameter, encode);
}

/** Reads what `writeFields` writes, and takes it out of `fields`. */
export function readFields(
  parameter: Styled,
  fields: Fields,
  { shape, decode = keep }: { shape: Shape; decode?: Encoding['decode'] },
): Texts | undefined {
  return styleOf(parameter).read(fields, parameter, { shape, decode });
}

function keep(text: string): string {
  return text;
}

/** How one text holds a list, or members: what stands before it, between items, and between a member and its value. */
interface Punctuation {
  prefix: string;
  separator: string;
  /** Where members are exploded: `a=1`; else they are items like all others, `a,1`. */
  assigns: boolean;
}

/** One text for the whole value: in a path, a header, a cookie. */
function oneText(punctuate: (parameter: Styled) => Punctuation, blanks: boolean = false): Style {
  return {
    write(value, parameter, encode) {
      const { prefix, separator, assigns } = punctuate(parameter);
      const items = isSchemaObject(value)
        ? Object.entries(value).map(([name, member]) => {
            return encode(name) + (assigns ? '=' : separator) + encode(writeText(member));
          })
        : writeTexts(value).map(encode);
      return [[parameter.name, prefix + items.join(separator)]];
    },
    read(fields, parameter, { shape, decode }) {
      const { prefix, separator, assigns } = punctuate(parameter);
      const texts = take(fields, parameter.name);
      const whole = texts?.map((text) => (text.startsWith(prefix) ? text.slice(prefix.length) : text));
      if (shape.kind === 'one') return mapText(whole?.at(-1), decode);
      const items = splitAll(whole, splitterOf(separator, shape, decode))?.map((item) => (blanks ? item.trim() : item));
      if (shape.kind === 'list') return items?.map(decode);
      return assigns ? readAssignments(items, decode) : pairUp(items, decode);
    },
  };
}

const simple = oneText(({ explode }) => ({ prefix: '', separator: ',', assigns: explode }));

/** A header may have blanks between its items (RFC 9110, 5.6.1). */
const simpleHeader = oneText(({ explode }) => ({ prefix: '', separator: ',', assigns: explode }), true);

/** `.1.2`, `.a=1.b=2`; not exploded, `.1,2` and `.a,1,b,2` (RFC 6570, 3.2.5). */
const label = oneText(({ explode }) => ({ prefix: '.', separator: explode ? '.' : ',', assigns: explode }));

/** `;p=1;p=2`, `;a=1;b=2`; not exploded, `;p=1,2` and `;p=a,1,b,2` (RFC 6570, 3.2.7). */
const matrix: Style = {
  write(value, { name, explode }, encode) {
    const assign = (key: string, text: string) => `;${encode(key)}${text === '' ? '' : `=${text}`}`;
    if (isSchemaObject(value)) {
      const members = Object.entries(value).map(([key, member]) => [key, encode(writeText(member))] as const);
      const exploded = members.map(([key, text]) => assign(key, text)).join('');
      const joined = members.map(([key, text]) => `${encode(key)},${text}`).join(',');
      return [[name, explode ? exploded : assign(name, joined)]];
    }
    const texts = writeTexts(value).map(encode);
    return [[name, explode ? texts.map((text) => assign(name, text)).join('') : assign(name, texts.join(','))]];
  },
  read(fields, { name, explode }, { shape, decode }) {
    const pieces = take(fields, name)?.flatMap((text) => text.split(';').filter((piece) => piece !== ''));
    if (!pieces) return undefined;
    if (shape.kind === 'members' && explode) return readAssignments(pieces, decode);
    const own = pieces.map((piece) => splitAt(piece, '=')).filter(([key]) => decode(key) === name);
    const texts = own.map(([, text]) => text);
    if (shape.kind === 'one') return mapText(texts.at(-1), decode);
    if (shape.kind === 'members') return pairUp(splitAll(texts, ','), decode);
    return (explode ? texts : splitAll(texts, ','))?.map(decode);
  },
};

/**
 * Exploded, a field for each item or member; else one text with `separator` between them. One that is encoded where there
 * is an encoding may come in other spellings there.
 */
function separated(separator: string, spellings?: RegExp): Style {
  const splitBy = (decode: Encoding['decode']) => (decode === keep ? separator : (spellings ?? separator));
  return {
    write(value, { name, explode }, encode) {
      const between = spellings ? encode(separator) : separator;
      if (isSchemaObject(value)) {
        const members = Object.entries(value);
        if (!explode) {
          const items = members.flatMap(([key, member]) => [encode(key), encode(writeText(member))]);
          return [[encode(name), items.join(between)]];
        }
        return members.flatMap(([key, member]) => writeTexts(member).map((text): Field => [encode(key), encode(text)]));
      }
      const texts = writeTexts(value).map(encode);
      return explode ? texts.map((text) => [encode(name), text]) : [[encode(name), texts.join(between)]];
    },
    read(fields, { name, explode }, { shape, decode }) {
      if (shape.kind === 'members') {
        return explode
          ? takeMembers(fields, shape, decode)
          : pairUp(splitAll(take(fields, name), splitBy(decode)), decode);
      }
      const texts = take(fields, name);
      if (shape.kind === 'one') return mapText(texts?.at(-1), decode);
      const splitter = spellings ? splitBy(decode) : splitterOf(separator, shape, decode);
      return (explode ? texts : splitAll(texts, splitter))?.map(decode);
    },
  };
}

/** `filter[colour]=red&filter[size]=4`; a list is a field that comes again. */
const deepObject: Style = {
  write(value, parameter, encode) {
    if (!isSchemaObject(value)) return separated(',').write(value, parameter, encode);
    return Object.entries(value).flatMap(([key, member]) =>
      writeTexts(member).map((text): Field => [encode(`${parameter.name}[${key}]`), encode(text)]),
    );
  },
  read(fields, { name }, { decode }) {
    const keys = [...fields.keys()].filter((key) => key.startsWith(`${name}[`) && key.endsWith(']'));
    const members = keys.map((key) => {
      const texts = (take(fields, key) ?? []).map(decode);
      return [key.slice(name.length + 1, -1), texts.length === 1 ? (texts[0] ?? '') : texts] as const;
    });
    return members.length > 0 ? Object.fromEntries(members) : undefined;
  },
};

/** A cookie for each item or member (OpenAPI 3.2, "Style Values", cookie); not exploded, one text. */
const cookie: Style = {
  write: (value, parameter, encode) => (parameter.explode ? separated(',') : simple).write(value, parameter, encode),
  read: (fields, parameter, asked) => (parameter.explode ? separated(',') : simple).read(fields, parameter, asked),
};

/** Cookies of the style form: lists in one text, whatever is said of exploding, since names that come again are lost. */
const cookieForm: Style = {
  write: (value, parameter, encode) => simple.write(value, { ...parameter, explode: false }, encode),
  read: (fields, parameter, asked) => simple.read(fields, { ...parameter, explode: false }, asked),
};

/** What Swagger 2.0 has everywhere, and OpenAPI in queries. */
const ssv = separated(' ', /%20|\+| /);
const pipes = separated('|', /%7C|\|/i);
const tsv = separated('\t', /%09|\t/);

/** By the place of the parameter, and the style. */
const styles: Readonly<Record<ParameterPlace, Readonly<Record<string, Style>>>> = {
  path: { simple, label, matrix, ssv, pipes, tsv },
  query: { form: separated(','), spaceDelimited: ssv, pipeDelimited: pipes, tsv, deepObject },
  header: { simple: simpleHeader, ssv, pipes, tsv },
  cookie: { form: cookieForm, cookie },
};

/** One that its place has not is read as the usual one there. */
function styleOf({ in: place, style }: Styled): Style {
  const known = styles[place];
  return (Object.hasOwn(known, style) ? known[style] : known[usualStyle(place)]) ?? simple;
}

function take(fields: Fields, name: string): string[] | undefined {
  const texts = fields.get(name);
  fields.delete(name);
  return texts;
}

/** A map takes what nobody else has taken. */
function takeMembers(
  fields: Fields,
  { names, isMap }: Shape,
  decode: Encoding['decode'],
): Record<string, string | string[]> | undefined {
  const own = isMap ? [...fields.keys()] : names.filter((name) => fields.has(name));
  const members = own.map((name) => {
    const texts = (take(fields, name) ?? []).map(decode);
    return [name, texts.length === 1 ? (texts[0] ?? '') : texts] as const;
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

function mapText(text: string | undefined, decode: Encoding['decode']): string | undefined {
  return text === undefined ? undefined : decode(text);
}

/** Many clients encode the commas between items, as they encode everything. */
function splitterOf(separator: string, { isPlain }: Shape, decode: Encoding['decode']): string | RegExp {
  return isPlain && separator === ',' && decode !== keep ? /,|%2C/i : separator;
}

/** No text at all is a list without items. */
function splitAll(texts: readonly string[] | undefined, separator: string | RegExp): string[] | undefined {
  return texts?.flatMap((text) => (text === '' ? [] : text.split(separator)));
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** `a=1` and `b=2` as members. */
function readAssignments(
  items: readonly string[] | undefined,
  decode: Encoding['decode'],
): Record<string, string> | undefined {
  if (!items) return undefined;
  const members = items.map((item) => splitAt(item, '=').map(decode) as [string, string]);
  return Object.fromEntries(members);
}

/** `a,1,b,2` is `a` with 1 and `b` with 2. */
function pairUp(texts: readonly string[] | undefined, decode: Encoding['decode']): Record<string, string> | undefined {
  if (!texts) return undefined;
  const names = texts.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(names.map((name, index) => [decode(name), decode(texts[2 * index + 1] ?? '')]));
}

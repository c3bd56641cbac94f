/** The styles in which OpenAPI writes parameters (3.1, "Style Values"): a table, each cell in both directions. */
import type { Parameter, ParameterPlace } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { writeText, writeTexts } from './text.ts';

/** A name and its text, not encoded. */
export type Field = [name: string, text: string];

/** What was sent: the texts of each name. Who reads a parameter takes out what is its own. */
export type Fields = Map<string, string[]>;

/** What a parameter's schema asks for, as far as that decides how its texts are read. */
export interface Shape {
  kind: 'one' | 'list' | 'members';
  /** JSON types that the value may have. */
  types: ReadonlySet<string>;
  /** Of members that are known. */
  names: readonly string[];
}

/** The texts of one value, of the items of a list, or of members by their names. */
export type Texts = string | string[] | Readonly<Record<string, string>>;

interface Style {
  write(value: unknown, parameter: Styled): Field[];
  /** Undefined where nothing was sent. */
  read(fields: Fields, parameter: Styled, shape: Shape): Texts | undefined;
}

/** A parameter, as far as its style goes. */
export type Styled = Pick<Parameter, 'in' | 'name' | 'style' | 'explode'>;

/** A parameter of which nothing is said but its place. */
export function plainParameter(place: ParameterPlace, name: string): Styled {
  const style = usual[place];
  return { in: place, name, style, explode: style === 'form' };
}

/** Writes a parameter in its style. */
export function writeFields(parameter: Styled, value: unknown): Field[] {
  return styleOf(parameter).write(value, parameter);
}

/** Reads what `writeFields` writes, and takes it out of `fields`. */
export function readFields(parameter: Styled, shape: Shape, fields: Fields): Texts | undefined {
  return styleOf(parameter).read(fields, parameter, shape);
}

/** One text, whatever the value: in a path, a header, a cookie. */
const oneText: Style = {
  write: (value, { name }) => [[name, writeTexts(value).join(',')]],
  read(fields, { name }, { kind }) {
    const texts = take(fields, name);
    return kind === 'list' ? splitAll(texts, ',') : texts?.at(-1);
  },
};

/** Exploded, a field for each item or member; else one text with `separator` between them. */
function separated(separator: string): Style {
  return {
    write(value, { name, explode }) {
      if (isSchemaObject(value)) {
        const members = Object.entries(value).map(([key, member]) => [key, writeText(member)] satisfies Field);
        return explode ? members : [[name, members.flat().join(separator)]];
      }
      const texts = writeTexts(value);
      return explode ? texts.map((text) => [name, text]) : [[name, texts.join(separator)]];
    },
    read(fields, { name, explode }, shape) {
      if (shape.kind === 'members') {
        return explode ? takeMembers(fields, shape.names) : pairUp(splitAll(take(fields, name), separator));
      }
      const texts = take(fields, name);
      if (shape.kind === 'one') return texts?.at(-1);
      return explode ? texts : splitAll(texts, separator);
    },
  };
}

/** `filter[colour]=red&filter[size]=4` */
const deepObject: Style = {
  write(value, parameter) {
    if (!isSchemaObject(value)) return separated(',').write(value, parameter);
    return Object.entries(value).map(([key, member]) => [`${parameter.name}[${key}]`, writeText(member)]);
  },
  read(fields, { name }) {
    const keys = [...fields.keys()].filter((key) => key.startsWith(`${name}[`) && key.endsWith(']'));
    const members = keys.map((key) => [key.slice(name.length + 1, -1), take(fields, key)?.at(-1) ?? ''] as const);
    return members.length > 0 ? Object.fromEntries(members) : undefined;
  },
};

/** By the place of the parameter, and the style. */
const styles: Readonly<Record<ParameterPlace, Readonly<Record<string, Style>>>> = {
  path: { simple: oneText },
  query: { form: separated(','), spaceDelimited: separated(' '), pipeDelimited: separated('|'), deepObject },
  header: { simple: oneText },
  cookie: { form: oneText },
};

/** The styles of parameters that name none, or one that their place has not. */
const usual: Readonly<Record<ParameterPlace, string>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

function styleOf({ in: place, style }: Styled): Style {
  const known = styles[place];
  return (Object.hasOwn(known, style) ? known[style] : known[usual[place]]) ?? oneText;
}

function take(fields: Fields, name: string): string[] | undefined {
  const texts = fields.get(name);
  fields.delete(name);
  return texts;
}

function takeMembers(fields: Fields, names: readonly string[]): Record<string, string> | undefined {
  const members = names.filter((name) => fields.has(name)).map((name) => [name, take(fields, name)?.at(-1) ?? '']);
  return members.length > 0 ? (Object.fromEntries(members) as Record<string, string>) : undefined;
}

/** No text at all is a list without items. */
function splitAll(texts: readonly string[] | undefined, separator: string): string[] | undefined {
  return texts?.flatMap((text) => (text === '' ? [] : text.split(separator)));
}

/** `a,1,b,2` is `a` with 1 and `b` with 2. */
function pairUp(texts: readonly string[] | undefined): Record<string, string> | undefined {
  if (!texts) return undefined;
  const names = texts.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(names.map((name, index) => [name, texts[2 * index + 1] ?? '']));
}

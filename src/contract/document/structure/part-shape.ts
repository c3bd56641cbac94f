/** What a part of a document has as members, and what each member takes. */

/**
 * What a member takes: any value, a flag, a text, texts, a part, a list of parts or a map of them by the author's names. `?` says that
 * another kind is read elsewhere as what was meant.
 */
export type MemberShape = 'any' | 'flag' | 'text' | 'texts' | `${'part' | 'list' | 'map'}${'' | '?'} ${PartName}`;

export type PartName =
  | 'body'
  | 'callback'
  | 'components'
  | 'docs'
  | 'document'
  | 'encoding'
  | 'example'
  | 'free'
  | 'header'
  | 'info'
  | 'item'
  | 'link'
  | 'media'
  | 'operation'
  | 'parameter'
  | 'response'
  | 'scheme'
  | 'server'
  | 'tag'
  | 'variable';

/** The members of a part; `open` ones may have others, which are told elsewhere. */
export interface PartShape {
  /** As a sentence has it. */
  name: string;
  members: Members;
  open?: boolean;
  /** What the same part has in Swagger 2.0, or, of one of Swagger 2.0, in OpenAPI 3: it is read as there, and told. */
  borrowed?: Readonly<Record<string, Borrowed>>;
}

/** A member of another version: what it takes there, and what to write in its place. */
export interface Borrowed {
  shape: MemberShape;
  hint: string;
}

export type Members = Readonly<Record<string, MemberShape>>;

/** What many parts have. */
export const described: Members = { summary: 'text', description: 'text' };

/** What Swagger 2.0 and slips have beside `name` and `in` in place of a schema. */
export const bareMembers: Members = Object.fromEntries(
  `type format items collectionFormat default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern
   maxItems minItems uniqueItems enum multipleOf properties nullable`
    .split(/\s+/)
    .map((name) => [name, 'any' as const]),
);

/** Whether a member says in a parameter or header, without a schema around it, what belongs into one. */
export function isBare(name: string): boolean {
  return Object.hasOwn(bareMembers, name);
}

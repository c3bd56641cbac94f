/** What reading a schema needs of the document around it, and how it says that nothing can be read. */
import type { Told } from '../../contract-diagnostics.ts';
import type { ContractRule } from '../../contract-rule.ts';
import type { Schema, SchemaObject } from '../../schema.ts';
import type { Dialect } from './dialect.ts';

/** What reading a schema needs of the document around it. */
export interface SchemaSurroundings {
  dialect: Dialect;
  /** Whether it is the schema of a member, whose object may be told that it must be there. */
  isMember: boolean;
  /** Whether the type `file` has a meaning here. */
  mayBeFile: boolean;
  /** Tells a slip; `tokens` lead to it from the schema. */
  report(rule: ContractRule, tokens: readonly string[], told?: Told): void;
  /** Reads a schema inside, which is written at `from` and comes to stand at `to`. */
  readInner(schema: unknown, from: readonly string[], to: readonly string[]): Schema;
  /** Reads the map that stands under a keyword; one that is written elsewhere, by `$ref`, is followed. */
  readMap(value: SchemaObject, how: MapReading): void;
  /** The reference to the component of this name, where there is one. */
  referTo(name: string): string | undefined;
}

export interface MapReading {
  keyword: string;
  read: (map: unknown, readInner: SchemaSurroundings['readInner']) => void;
}

/** What to write where a reference is no text. */
export const quotedReference = 'Write $ref: "#/…" in quotes: in YAML, "#" behind a blank begins a comment.';

/** Thrown inside for a schema that says nothing that can be read. */
export class UnreadSchemaError extends Error {
  readonly tokens: readonly string[];
  readonly hint: string | undefined;

  constructor(tokens: readonly string[], message: string, hint?: string) {
    super(message);
    this.tokens = tokens;
    this.hint = hint;
  }
}

/** A schema being read: as it is written, and what is made of it. */
export interface Holder {
  raw: SchemaObject;
  out: SchemaObject;
  around: SchemaSurroundings;
}

/** A value as a message has it. */
export function shorten(value: unknown): string {
  const isNumber = typeof value === 'number' || value === undefined;
  const text = isNumber ? String(value ?? 'nothing') : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Reads `x-laws` of an operation and holds every law against the operation's schemas. */
import type { Bundle } from '../document/bundle-document.ts';
import { plainText } from '../name-text.ts';
import { findMember } from '../schema/walk-schema.ts';
import { formatPointer, parsePointer } from '../json-pointer.ts';
import type { Conversion, EchoLaw, Laws, ValueLaw } from '../laws.ts';
import { parameterKey, type Content, type Operation } from '../operation.ts';
import { formatExpression, parseExpression, type Expression } from '../runtime-expression.ts';
import { isSchemaObject } from '../schema.ts';

type Draft = Omit<Operation, 'laws'>;

const conversions: readonly string[] = ['string', 'number', 'integer', 'boolean'] satisfies Conversion[];

/** The laws under `raw`; one that names a member which no schema has is told and left out. */
export function readLaws(raw: unknown, operation: Draft, bundle: Bundle): Laws {
  const pointer = `${operation.pointer}/x-laws`;
  const reader = new LawReader(operation, bundle);
  if (raw === undefined) return { echo: [], unique: [], fresh: [] };
  if (!isSchemaObject(raw)) {
    bundle.tell('unread-law', pointer, { message: 'x-laws must be a map of echo, unique and fresh' });
    return { echo: [], unique: [], fresh: [] };
  }
  for (const name of Object.keys(raw)) {
    if (['echo', 'unique', 'fresh', 'inferred'].includes(name)) continue;
    bundle.tell('unread-law', pointer + formatPointer([name]), {
      message: `"${name}" is not a law; the laws are echo, unique and fresh`,
    });
  }
  const mark = <Law>(laws: Law[]) =>
    raw['inferred'] === true ? laws.map((law) => ({ ...law, inferred: true as const })) : laws;
  return {
    echo: mark(reader.echoes(raw['echo'], `${pointer}/echo`)),
    unique: mark(reader.values(raw['unique'], `${pointer}/unique`, 'request')),
    fresh: mark(reader.values(raw['fresh'], `${pointer}/fresh`, 'response')),
  };
}

class LawReader {
  readonly #operation: Draft;
  readonly #bundle: Bundle;
  readonly #successes: readonly Content[];

  constructor(operation: Draft, bundle: Bundle) {
    this.#operation = operation;
    this.#bundle = bundle;
    this.#successes = operation.responses
      .filter(({ status }) => /^(2|default)/.test(status))
      .flatMap(({ contents }) => contents);
  }

  echoes(raw: unknown, pointer: string): EchoLaw[] {
    if (raw === undefined) return [];
    if (!isSchemaObject(raw)) {
      this.#bundle.tell('unread-law', pointer, { message: 'echo must be a map from answer members to expressions' });
      return [];
    }
    return Object.entries(raw).flatMap(([member, value]) => {
      const at = pointer + formatPointer([member]);
      return this.#orTold(at, () => {
        const to = member.startsWith('/') ? parsePointer(member) : [member];
        const { from, as } = this.#echoSource(value);
        this.#mustExist({ message: 'response', in: 'body', tokens: to });
        return { to, from, ...(as === undefined ? {} : { as }), pointer: at };
      });
    });
  }

  values(raw: unknown, pointer: string, message: Expression['message']): ValueLaw[] {
    if (raw === undefined) return [];
    if (!Array.isArray(raw)) {
      this.#bundle.tell('unread-law', pointer, { message: 'this law takes a list of expressions' });
      return [];
    }
    return raw.flatMap((text, index) => {
      const at = `${pointer}/${index}`;
      return this.#orTold(at, () => ({ of: this.#expression(text, message), pointer: at }));
    });
  }

  /** A law that says nothing is told and left out. */
  #orTold<Law>(pointer: string, read: () => Law): Law[] {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#bundle.tell('unread-law', pointer, { message: error.message });
      return [];
    }
  }

  #echoSource(value: unknown): { from: Expression; as?: Conversion } {
    if (!isSchemaObject(value)) return { from: this.#expression(value, 'request') };
    const { from, as } = value;
    if (as !== undefined && !conversions.includes(as as string)) {
      throw new SyntaxError(`"${plainText(as)}" is not a conversion; use one of ${conversions.join(', ')}`);
    }
    return { from: this.#expression(from, 'request'), ...(as === undefined ? {} : { as: as as Conversion }) };
  }

  #expression(text: unknown, message: Expression['message']): Expression {
    const expression = parseExpression(plainText(text));
    if (expression.message !== message) {
      throw new SyntaxError(`"${plainText(text)}" must name a part of the ${message}`);
    }
    this.#mustExist(expression);
    return expression;
  }

  #mustExist(expression: Expression): void {
    if (this.#exists(expression)) return;
    throw new SyntaxError(`${formatExpression(expression)} names nothing that operation ${this.#operation.id} has`);
  }

  #exists({ message, in: place, tokens }: Expression): boolean {
    if (message === 'request' && place !== 'body') {
      return this.#operation.parameters.some(
        (parameter) => parameter.in === place && parameterKey(parameter) === tokens[0],
      );
    }
    const contents = message === 'request' ? this.#operation.body?.contents : this.#successes;
    return (contents ?? []).some(({ node }) => node && findMember(this.#bundle.document, node, tokens));
  }
}

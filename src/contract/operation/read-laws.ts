/** Reads `x-laws` of an operation and holds every law against the operation's schemas. */
import { ContractError } from '../../errors.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { findMember } from '../schema/walk-schema.ts';
import { formatPointer, parsePointer } from '../json-pointer.ts';
import type { Conversion, EchoLaw, Laws, ValueLaw } from '../laws.ts';
import { parameterKey, type Content, type Operation } from '../operation.ts';
import { formatExpression, parseExpression, type Expression } from '../runtime-expression.ts';
import { isSchemaObject } from '../schema.ts';

type Draft = Omit<Operation, 'laws'>;

const conversions: readonly string[] = ['string', 'number', 'integer', 'boolean'] satisfies Conversion[];

/** The laws under `raw`; throws a ContractError for one that names a member which no schema has. */
export function readLaws(raw: unknown, operation: Draft, bundle: Bundle): Laws {
  const pointer = `${operation.pointer}/x-laws`;
  const reader = new LawReader(operation, bundle);
  if (raw === undefined) return { echo: [], unique: [], fresh: [] };
  if (!isSchemaObject(raw)) throw reader.error(pointer, 'x-laws must be a map of echo, unique and fresh');
  for (const name of Object.keys(raw)) {
    if (!['echo', 'unique', 'fresh'].includes(name)) {
      throw reader.error(`${pointer}/${name}`, `"${name}" is not a law; the laws are echo, unique and fresh`);
    }
  }
  return {
    echo: reader.echoes(raw['echo'], `${pointer}/echo`),
    unique: reader.values(raw['unique'], `${pointer}/unique`, 'request'),
    fresh: reader.values(raw['fresh'], `${pointer}/fresh`, 'response'),
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
    if (!isSchemaObject(raw)) throw this.error(pointer, 'echo must be a map from answer members to expressions');
    return Object.entries(raw).map(([member, value]) => {
      const at = pointer + formatPointer([member]);
      const to = member.startsWith('/') ? parsePointer(member) : [member];
      const { from, as } = this.#echoSource(value, at);
      this.#mustExist({ message: 'response', in: 'body', tokens: to }, at);
      return { to, from, ...(as === undefined ? {} : { as }), pointer: at };
    });
  }

  values(raw: unknown, pointer: string, message: Expression['message']): ValueLaw[] {
    if (raw === undefined) return [];
    if (!Array.isArray(raw)) throw this.error(pointer, 'this law takes a list of expressions');
    return raw.map((text, index) => {
      const at = `${pointer}/${index}`;
      return { of: this.#expression(text, at, message), pointer: at };
    });
  }

  #echoSource(value: unknown, at: string): { from: Expression; as?: Conversion } {
    if (!isSchemaObject(value)) return { from: this.#expression(value, at, 'request') };
    const { from, as } = value;
    if (as !== undefined && !conversions.includes(as as string)) {
      throw this.error(`${at}/as`, `"${String(as)}" is not a conversion; use one of ${conversions.join(', ')}`);
    }
    return {
      from: this.#expression(from, `${at}/from`, 'request'),
      ...(as === undefined ? {} : { as: as as Conversion }),
    };
  }

  #expression(text: unknown, at: string, message: Expression['message']): Expression {
    let expression: Expression;
    try {
      expression = parseExpression(String(text));
    } catch (cause) {
      throw this.error(at, (cause as Error).message, cause);
    }
    if (expression.message !== message) {
      throw this.error(at, `"${String(text)}" must name a part of the ${message}`);
    }
    this.#mustExist(expression, at);
    return expression;
  }

  #mustExist(expression: Expression, at: string): void {
    if (this.#exists(expression)) return;
    throw this.error(at, `${formatExpression(expression)} names nothing that operation ${this.#operation.id} has`);
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

  error(pointer: string, message: string, cause?: unknown): ContractError {
    return new ContractError(message, { place: this.#bundle.placeOf(pointer), cause });
  }
}

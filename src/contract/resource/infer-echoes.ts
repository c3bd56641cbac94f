/** Echoes that no law declares: members of an answer that are called as members of its request, or as templates of its path, and may hold the same. */
import type { Contract } from '../contract.ts';
import { heedsBody, type Operation } from '../operation.ts';
import { findThing } from './find-thing.ts';
import { plainName, segmentsOf, templateKey } from './path-shape.ts';
import type { Expression } from '../runtime-expression.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, memberNames, possibleTypes, walkInPlace } from '../schema/walk-schema.ts';

export interface InferredEcho {
  /** Tokens into the answer's body. */
  to: readonly string[];
  from: Expression;
  /** A number, or the like, that the answer has a text for. */
  as?: 'string';
  /** What the request says by saying nothing. */
  otherwise?: unknown;
}

/** Those for an answer with the schema `node`; a member of which a law speaks has none. */
export function inferEchoes(contract: Contract, operation: Operation, node: SchemaNode): InferredEcho[] {
  const at = findThing(contract, node);
  const thing = at && findMember(contract.document, node, at);
  if (!at || !thing) return [];
  const names = memberNames(contract.document, thing).filter((name) => {
    const to = [...at, name].join('\n');
    return ![...operation.laws.echo.map((law) => law.to), ...operation.laws.fresh.map(({ of }) => of.tokens)].some(
      (tokens) => tokens.join('\n') === to,
    );
  });
  const sent = heedsBody(operation) ? operation.body?.contents[0]?.node : undefined;
  const echoes = new Map<string, InferredEcho>();
  for (const name of names) {
    const found = (sent && fromBody(contract, sent, { name, thing })) ?? fromPath(operation, name);
    if (found) echoes.set(name, { to: [...at, name], ...found });
  }
  return [...echoes.values()];
}

/** What only the server may say is not taken from a request. */
function fromBody(
  contract: Contract,
  sent: SchemaNode,
  { name, thing }: { name: string; thing: SchemaNode },
): Omit<InferredEcho, 'to'> | undefined {
  const { document } = contract;
  const at = findThing(contract, sent) ?? [];
  const member = findMember(document, sent, [...at, name]);
  const shown = findMember(document, thing, [name]);
  if (!member || !shown || !memberNames(contract.document, findMember(document, sent, at) ?? sent).includes(name))
    return undefined;
  const says = (node: SchemaNode, keyword: string) =>
    [...walkInPlace(document, node)].some(({ schema }) => schema[keyword] === true);
  if (says(member, 'readOnly') || says(shown, 'readOnly') || says(shown, 'writeOnly')) return undefined;
  const [own, other] = [possibleTypes(document, member), possibleTypes(document, shown)];
  const fits =
    own.size === 0 ||
    other.size === 0 ||
    [...own].some((type) => other.has(type) || (type === 'integer' && other.has('number')));
  const isWritten = !fits && other.has('string') && ['integer', 'number', 'boolean'].some((type) => own.has(type));
  if (!fits && !isWritten) return undefined;
  const usual = [...walkInPlace(document, member)].find(({ schema }) => schema['default'] !== undefined);
  return {
    from: { message: 'request', in: 'body', tokens: [...at, name] },
    ...(isWritten ? { as: 'string' } : {}),
    ...(usual ? { otherwise: usual.schema['default'] } : {}),
  };
}

function fromPath({ path }: Operation, name: string): Omit<InferredEcho, 'to'> | undefined {
  const segments = segmentsOf(path);
  for (const [index, segment] of segments.entries()) {
    for (const template of segment.names) {
      const key = templateKey(template, segments.slice(0, index));
      const isLast = index === segments.length - 1;
      if (plainName(name) === key || (isLast && plainName(name) === plainName(template)))
        return { from: { message: 'request', in: 'path', tokens: [template] } };
    }
  }
  return undefined;
}

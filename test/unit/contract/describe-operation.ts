/** What matters of an operation, as one text. */
import type { Content, Operation } from '../../../src/contract/operation.ts';

const contentsOf = (contents: readonly Content[]): string =>
  contents
    .map(({ mediaType, node, examples }) =>
      [mediaType, JSON.stringify(node?.schema), ...[...examples.values()].map((each) => JSON.stringify(each))].join(
        ' ',
      ),
    )
    .join(' ');

/** Its parameters, bodies and answers, each on a line of its own. */
export function describeOperation({ id, parameters, body, responses, security }: Operation): string {
  return [
    id,
    ...security.flat().map(({ kind, at }) => `${id} ${kind} ${at?.name ?? ''}`),
    ...parameters.map(
      ({ in: place, name, required, style, explode, node, example }) =>
        `${place} ${name}${required ? '!' : ''} ${style}${explode ? '*' : ''} ${JSON.stringify(node.schema)} ${JSON.stringify(example)}`,
    ),
    body ? `body${body.required ? '!' : '?'} ${contentsOf(body.contents)}` : 'no body',
    ...responses.map(
      ({ status, contents, headers }) =>
        `${status} ${contentsOf(contents)} ${headers.map(({ name, node }) => `${name} ${JSON.stringify(node?.schema)}`).join()}`,
    ),
  ].join('\n');
}

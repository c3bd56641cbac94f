/** Headers of answers that the document demands. */
import { responseFor, type Operation } from '../contract/operation.ts';
import type { MakeFixture } from './make-fixture.ts';

/** Names in lower case. */
export type MakeHeaders = (operation: Operation, status: number) => Record<string, string>;

export function createHeaders(fixture: MakeFixture): MakeHeaders {
  return (operation, status) => {
    const required = responseFor(operation, status)?.headers.filter((header) => header.required) ?? [];
    return Object.fromEntries(
      required.map(({ name, node }) => [name.toLowerCase(), writeHeader(fixture(node, { members: 'full' }))]),
    );
  };
}

/** Text that a header can hold. */
function writeHeader(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[^\u0020-\u007e]/g, '?');
}

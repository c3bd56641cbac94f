/** The operation of the contract that a method and a path lead to. */
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';

/** The one with the fewest parameters in its path, where several fit. */
export function findOperation(
  { operations }: Contract,
  { method, path }: { method: string; path: string },
): Operation | undefined {
  const [plain = ''] = path.split('?', 1);
  return operations
    .filter((each) => each.method === method.toLowerCase() && fits(each.path, plain))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
}

function fits(template: string, path: string): boolean {
  const wanted = template.split('/');
  const actual = path.split('/');
  return wanted.length === actual.length && wanted.every((part, index) => part.includes('{') || part === actual[index]);
}

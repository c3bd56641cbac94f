/** Which parts of the exchange that made a thing give a request that is about it what its path names. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { sourcesAt } from '../../contract/resource/find-sources.ts';
import { isSameShape, segmentsOf } from '../../contract/resource/path-shape.ts';
import type { Binding } from '../plan/case.ts';

/** `operation`'s path, fed by a request to `maker`; undefined where that leaves a template open. */
export function feedPath(
  contract: Contract,
  operation: Operation,
  maker: Operation,
): readonly Omit<Binding, 'step'>[] | undefined {
  const segments = segmentsOf(operation.path);
  const theirs = segmentsOf(maker.path);
  const fed = new Map<string, Omit<Binding, 'step'>>();
  for (const [index, segment] of segments.entries()) {
    const isAlike = isSameShape(theirs.slice(0, index + 1), segments.slice(0, index + 1));
    for (const [position, name] of segment.names.entries()) {
      const own = isAlike ? theirs[index]?.names[position] : undefined;
      if (own !== undefined) fed.set(name, inPath(name, own));
      else {
        const item = [...segments.slice(0, index), { ...segment, names: [name] }];
        const sources = sourcesAt(contract, operation, item).filter(({ operation: { id } }) => id === maker.id);
        for (const { at, from } of sources.flatMap(({ gives }) => gives))
          if (at[0] === 'path' && at[1] !== undefined && !fed.has(at[1])) fed.set(at[1], { at, from });
      }
    }
  }
  const names = segments.flatMap((segment) => segment.names);
  return names.every((name) => fed.has(name)) ? names.map((name) => fed.get(name) as Omit<Binding, 'step'>) : undefined;
}

function inPath(name: string, theirs: string): Omit<Binding, 'step'> {
  return { at: ['path', name], from: [{ expression: { message: 'request', in: 'path', tokens: [theirs] } }] };
}

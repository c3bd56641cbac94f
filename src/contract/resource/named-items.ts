/** The items of a contract that have a name, by which members of any request may refer to them: `book_id`. */
import type { Contract } from '../contract.ts';
import { referenceIn } from './find-thing.ts';
import { isTemplate, itemSegments, nounOf, type Segment, segmentsOf, shapeKey, templateKey } from './path-shape.ts';

/** A path to one thing of a kind that has a name. */
export interface NamedItem {
  item: readonly Segment[];
  /** Of its last template. */
  parameter: string;
  noun: string;
  /** What names such a thing elsewhere: `bookid`. */
  full: string;
  /** The name of the schema that its identity refers to, if it does. */
  reference: string | undefined;
}

const known = new WeakMap<Contract, readonly NamedItem[]>();

/** In the order of the document. Listed once: every member of every request is held against them. */
export function namedItems(contract: Contract): readonly NamedItem[] {
  const items = known.get(contract) ?? listItems(contract);
  known.set(contract, items);
  return items;
}

function listItems({ operations }: Contract): NamedItem[] {
  const byShape = Map.groupBy(operations, ({ path }) => shapeKey(itemSegments(path)));
  const paths = new Set(operations.map(({ path }) => ['', ...itemSegments(path).map(({ text }) => text)].join('/')));
  return [...paths].map(segmentsOf).flatMap((item) => {
    const last = item.at(-1);
    const noun = nounOf(item.slice(0, -1));
    if (!last || !isTemplate(last) || noun === '') return [];
    const [parameter = ''] = last.names;
    const identity = (byShape.get(shapeKey(item)) ?? [])
      .flatMap(({ parameters }) => parameters)
      .find((each) => each.in === 'path' && each.name === parameter);
    return [
      {
        item,
        parameter,
        noun,
        full: templateKey(parameter, item.slice(0, -1)),
        reference: referenceIn(identity?.node),
      },
    ];
  });
}

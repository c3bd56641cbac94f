/** The items of a contract that have a name, by which members of any request may refer to them: `book_id`. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import { referenceIn } from './find-thing.ts';
import { groupByKeys } from './operation-places.ts';
import {
  isTemplate,
  itemSegments,
  nounOf,
  plainName,
  type Segment,
  segmentsOf,
  shapeKey,
  templateKey,
} from './path-shape.ts';

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

/** Those that a member may mean by its plain name or by the component that it refers to, in the order of the document. */
export function itemsCalled(
  contract: Contract,
  { named, schema }: { named: string; schema: string | undefined },
): NamedItem[] {
  const { items, byName } = itemIndex(contract);
  const ends = Array.from(named, (_, index) => `end ${named.slice(index)}`);
  const keys = [`whole ${named}`, ...ends, ...(schema === undefined ? [] : [`schema ${schema}`])];
  const positions = new Set(keys.flatMap((key) => byName.get(key) ?? []));
  return [...positions].sort((a, b) => a - b).flatMap((position) => items[position] ?? []);
}

/** Every member of every request is held against them: where each stands, by all that it may be called. */
interface Index {
  items: readonly NamedItem[];
  byName: ReadonlyMap<string, readonly number[]>;
}

const itemIndex = oncePerContract((contract): Index => {
  const items = listItems(contract);
  const byName = groupByKeys([...items.keys()], (position) => {
    const { parameter, noun, full, reference } = items[position] as NamedItem;
    const whole = [`whole ${full}`, `whole ${plainName(parameter)}`, `whole ${noun}`, `end ${noun}id`];
    return reference === undefined ? whole : [...whole, `schema ${reference}`];
  });
  return { items, byName };
});

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

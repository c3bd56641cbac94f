/** Tells on which line of a text each part of its value is written. */
import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';
import { formatPointer } from '../json-pointer.ts';

/** How deep collections may stand in each other: JSON has no bound, and Node's stack has. */
export const DEEPEST = 1000;

/** A collection whose members are being read. */
interface OpenCollection {
  pointer: string;
  kind: 'mapping' | 'sequence';
  /** The key that waits for its value. */
  key: string | undefined;
  count: number;
}

/** The 1-based line of every pointer into the value of `text` (YAML or JSON): of a member, the line of its key. */
export function indexLines(
  text: string,
  onDuplicate?: (pointer: string, line: number) => void,
): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const lineAt = createLineCounter(text);
  const open: OpenCollection[] = [];
  for (const event of parseEvents(text, { maxDepth: DEEPEST })) {
    if (event.type === EVENT_ID.POP) open.pop();
    const start = startOf(event);
    if (start === undefined) continue;
    const holder = open.at(-1);
    if (holder?.kind === 'mapping' && holder.key === undefined) {
      holder.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      const pointer = holder.pointer + formatPointer([holder.key]);
      const line = lineAt(start);
      if (onDuplicate && lines.has(pointer)) onDuplicate(pointer, line);
      lines.set(pointer, line);
      continue;
    }
    const pointer = takePlace(holder);
    if (!lines.has(pointer)) lines.set(pointer, lineAt(start));
    if (event.type === EVENT_ID.MAPPING) open.push({ pointer, kind: 'mapping', key: undefined, count: 0 });
    if (event.type === EVENT_ID.SEQUENCE) open.push({ pointer, kind: 'sequence', key: undefined, count: 0 });
  }
  return lines;
}

/** The pointer of the value that comes next in a collection. */
function takePlace(holder: OpenCollection | undefined): string {
  if (!holder) return '';
  const step = holder.kind === 'sequence' ? String(holder.count) : (holder.key ?? '');
  holder.count += 1;
  holder.key = undefined;
  return holder.pointer + formatPointer([step]);
}

/** Where a value begins; undefined for what is none. */
function startOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    default:
      return undefined;
  }
}

/** Counts line feeds once, for offsets that come in ascending order. */
function createLineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    // A document of one line is searched for its end once, not once for each part of it.
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line += 1;
    return line;
  };
}

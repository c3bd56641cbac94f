/** Lays values out as text. */

export interface Layout {
  format: 'json' | 'ndjson';
  /** A lone value stands without a list around it. */
  single: boolean;
  /** Called after each value. */
  onValue: () => void;
}

/** The pieces of the text, one after the other; joined they are one JSON text, or one line a value. */
export function* layOut(values: Iterable<unknown>, { format, single, onValue }: Layout): Generator<string> {
  const write = writers[single && format === 'json' ? 'lone' : format];
  yield write.start;
  let first = true;
  for (const value of values) {
    yield (first ? write.first : write.between) + write.value(value);
    first = false;
    onValue();
  }
  yield first ? write.none : write.end;
}

/** How the text of a value is led in and out. */
const writers = {
  ndjson: {
    start: '',
    first: '',
    between: '\n',
    value: (value: unknown) => JSON.stringify(value),
    end: '\n',
    none: '',
  },
  lone: { start: '', first: '', between: '\n', value: (value: unknown) => indented(value), end: '\n', none: '' },
  json: {
    start: '[',
    first: '\n  ',
    between: ',\n  ',
    value: (value: unknown) => indented(value).replaceAll('\n', '\n  '),
    end: '\n]\n',
    none: ']\n',
  },
} as const;

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

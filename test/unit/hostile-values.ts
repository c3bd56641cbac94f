/** What stands in place of a value of a file, or beside it, where nobody expects it. */
import { cloneJson, integerOf } from '../../src/contract/wide-integer.ts';
import { DocpactError } from '../../src/errors.ts';

/** JavaScript asks a value for its text and its number by members that JSON may have, too; the others have no such members at all. */
const values: readonly unknown[] = [
  { toString: 1, valueOf: 1 },
  integerOf('12345678901234567890'),
  { $ref: 'schemas/c.json' },
  '__proto__',
];

const names = ['constructor', '__proto__'];

type Place = [holder: Record<string, unknown>, name: string, at: string];

/** Each member and item of a value. */
function* placesIn(value: unknown, pointer = ''): Generator<Place> {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    const holder = value as Record<string, unknown>;
    const at = `${pointer}/${name}`;
    yield [holder, name, at];
    yield* placesIn(holder[name], at);
  }
}

/** Reads the file once for each value in each place: what ended the reading, and is no error of the kit. */
export function crashesInPlace(file: unknown, read: (spoiled: unknown) => void): string[] {
  const copy = cloneJson(file);
  return [...placesIn(copy)].flatMap(([holder, name, at]) => {
    const own = holder[name];
    const found = values.map((value) => {
      holder[name] = value;
      return crash(copy, read, `${JSON.stringify(value)} at ${at}`);
    });
    holder[name] = own;
    return found.flat();
  });
}

/** The same with one member more in each map. */
export function crashesBeside(file: unknown, read: (spoiled: unknown) => void): string[] {
  const copy = cloneJson(file);
  const holders = new Map([...placesIn(copy)].map(([holder, , at]) => [holder, at]));
  return [...holders].flatMap(([holder, at]) =>
    names.flatMap((name) => {
      if (Array.isArray(holder)) return [];
      Object.defineProperty(holder, name, { value: {}, enumerable: true, configurable: true, writable: true });
      const found = crash(copy, read, `${name} beside ${at}`);
      delete holder[name];
      return found;
    }),
  );
}

function crash(file: unknown, read: (spoiled: unknown) => void, label: string): string[] {
  try {
    read(cloneJson(file));
    return [];
  } catch (error) {
    return error instanceof DocpactError ? [] : [`${label}: ${String(error)}`];
  }
}

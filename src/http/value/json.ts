/** Writes a value as JSON in each of the ways that JSON allows. */

/** The ways. */
export type JsonStyle = 'compact' | 'spaced' | 'reversed' | 'escaped' | 'slashes';

/** The text of `value`: compact, with white space, members in reverse, slashes escaped, or all but ASCII letters and digits. */
export function writeJson(value: unknown, style: JsonStyle): string {
  switch (style) {
    case 'compact':
      return JSON.stringify(value);
    case 'spaced':
      return `\r\n\t ${JSON.stringify(value, null, '\t')} \n`;
    case 'reversed':
      return JSON.stringify(reverseMembers(value));
    case 'slashes':
      return JSON.stringify(value).replaceAll('/', String.raw`\/`);
    case 'escaped':
      return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, escapeText);
  }
}

function reverseMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, reverseMembers(member)] as const);
  return Object.fromEntries(members.toReversed());
}

function escapeText(literal: string): string {
  const text = JSON.parse(literal) as string;
  return `"${Array.from({ length: text.length }, (_, index) => escapeUnit(text.charCodeAt(index))).join('')}"`;
}

function escapeUnit(unit: number): string {
  const plain = /[A-Za-z0-9]/.test(String.fromCharCode(unit));
  const digits = unit.toString(16).padStart(4, '0');
  return plain ? String.fromCharCode(unit) : `\\u${unit % 2 === 0 ? digits : digits.toUpperCase()}`;
}

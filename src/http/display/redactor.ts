/** Takes what is secret out of texts, in whichever way it was written there. */
import { variableOf } from './write-curl.ts';

/** Shortest value that is looked for: shorter ones are found in everything. */
const SHORTEST = 4;

/** Shortest part of a value, such as what follows `Bearer`, that is looked for by itself. */
const SHORTEST_PART = 8;

/** Knows the headers that the user gave, whose values are shown nowhere. */
export class Redactor {
  /** Names in lower case. */
  readonly names: ReadonlySet<string>;
  readonly #spellings: readonly (readonly [text: string, variable: string])[];

  constructor(headers: Readonly<Record<string, string>>) {
    this.names = new Set(Object.keys(headers));
    this.#spellings = Object.entries(headers)
      .flatMap(([name, value]) => spellingsOf(value).map((text) => [text, `$${variableOf(name)}`] as const))
      .sort(([a], [b]) => b.length - a.length);
  }

  /** `text` without any secret value; one that was cut off at its end counts too. */
  redact(text: string): string {
    return this.#spellings.reduce(
      (shown, [secret, variable]) => cutBeginning(shown.replaceAll(secret, variable), secret, variable),
      text,
    );
  }
}

/** The value, and each longer part of it, as it is and as JSON, a URL, a form or base64 would have it. */
function spellingsOf(value: string): string[] {
  const parts = value.split(/\s+/).filter((part) => part.length >= SHORTEST_PART);
  const spellings = [value, ...parts].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    new URLSearchParams([['', text]]).toString().slice(1),
    Buffer.from(text).toString('base64'),
  ]);
  return [...new Set(spellings)].filter(({ length }) => length >= SHORTEST);
}

/** Where a text was shortened, just the beginning of a secret may be left. */
function cutBeginning(text: string, secret: string, variable: string): string {
  const pieces = text.split('…');
  return pieces.map((piece) => withoutEnd(piece, secret, variable)).join('…');
}

function withoutEnd(piece: string, secret: string, variable: string): string {
  for (let length = Math.min(secret.length - 1, piece.length); length >= SHORTEST; length -= 1)
    if (piece.endsWith(secret.slice(0, length))) return piece.slice(0, -length) + variable;
  return piece;
}

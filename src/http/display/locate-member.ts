/** Finds where a value stands in a JSON text, which may be cut off behind it. */

export interface Span {
  /** Where the member's name begins, or the item, in UTF-16 units. */
  start: number;
  /** Behind its value. */
  end: number;
}

/** The span of what the tokens lead to, or of the nearest place on the way there; undefined for the whole, and for what is no JSON. */
export function locateMember(text: string, at: readonly string[]): Span | undefined {
  let value = skipBlanks(text, 0);
  let found: Span | undefined;
  for (const token of at) {
    const next = findPart(text, value, token);
    if (!next) return found;
    found = { start: next.start, end: skipValue(text, next.value) };
    value = next.value;
  }
  return found;
}

interface Part {
  start: number;
  /** Where its value begins. */
  value: number;
}

/** The member of an object, or the item of a list, that begins at `from`. */
function findPart(text: string, from: number, token: string): Part | undefined {
  const opening = text[from];
  if (opening !== '{' && opening !== '[') return undefined;
  let position = skipBlanks(text, from + 1);
  for (let index = 0; position < text.length && text[position] !== '}' && text[position] !== ']'; index += 1) {
    const start = position;
    let name = String(index);
    if (opening === '{') {
      const end = skipValue(text, position);
      name = readText(text.slice(position, end));
      position = skipBlanks(text, skipBlanks(text, end) + 1);
    }
    if (name === token && position < text.length) return { start, value: position };
    position = skipBlanks(text, skipValue(text, position));
    if (text[position] === ',') position = skipBlanks(text, position + 1);
    if (position === start) return undefined;
  }
  return undefined;
}

function readText(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}

function skipBlanks(text: string, from: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = from;
  blanks.exec(text);
  return blanks.lastIndex;
}

/** Behind the value that begins at `from`; at the end of the text where that comes first. */
function skipValue(text: string, from: number): number {
  const token = /"(?:[^"\\]|\\.)*"?|[{[]|[}\]]|[^\s{}[\],:"]+|[\s,:]+/gsy;
  token.lastIndex = from;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [piece] = found;
    if (piece === '{' || piece === '[') depth += 1;
    if (piece === '}' || piece === ']') depth -= 1;
    if (depth <= 0) return depth < 0 ? found.index : token.lastIndex;
  }
  return text.length;
}

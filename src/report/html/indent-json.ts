/** JSON laid out for reading, token by token, so that what was sent stays what is shown: 1.0, 1e400, a key given twice. */

const tokens = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const longest = 50_000;
const deepest = 40;

/** Indented JSON; any other text, and JSON too long or too deep to lay out, as it is. */
export function indentJson(text: string): string {
  if (text.length > longest || !isJson(text)) return text;
  let shown = '';
  let depth = 0;
  let deep = 0;
  let opened = false;
  for (const [token] of text.matchAll(tokens)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (closes ? !opened : opened) shown += lineFeed(depth);
    shown += token;
    opened = token === '{' || token === '[';
    if (opened) depth += 1;
    deep = Math.max(deep, depth);
    if (token === ',') shown += lineFeed(depth);
    if (token === ':') shown += ' ';
  }
  return deep > deepest ? text : shown;
}

function lineFeed(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, deepest))}`;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Brings the patterns of schemas (ECMA-262) into the dialect of Pact's engine (Oniguruma). */

/** Escapes that mean the same, or let more pass, in both. */
const sameEscape = /^\\(?:[dsSwnrtfv]|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|[^\w])/;

/** What begins a group that both know. */
const sameGroup = /^\((?!\?)|^\(\?:/;

/**
 * A pattern that finds at least what `pattern` finds; undefined where it uses what the two read differently, such as
 * lookaround or \W, which is of ASCII in one and of Unicode in the other.
 */
export function portablePattern(pattern: string): string | undefined {
  let written = '';
  for (let rest = pattern; rest !== '';) {
    const token = readToken(rest);
    if (token === undefined) return undefined;
    written += token.written;
    rest = rest.slice(token.length);
  }
  return written;
}

interface Token {
  written: string;
  /** Of what was read. */
  length: number;
}

/** One step outside of a class. In Oniguruma ^ and $ are of every line. */
function readToken(rest: string): Token | undefined {
  const first = rest.charAt(0);
  if (first === '[') return readClass(rest);
  if (first === '^') return { written: '\\A', length: 1 };
  if (first === '$') return { written: '\\z', length: 1 };
  const [same = ''] = (first === '\\' ? sameEscape : first === '(' ? sameGroup : /^[^\\()]|^\)/s).exec(rest) ?? [];
  return same === '' ? undefined : { written: same, length: same.length };
}

/** A whole class; what only Oniguruma gives a meaning to inside of it is escaped. */
function readClass(rest: string): Token | undefined {
  let written = rest.startsWith('[^') ? '[^' : '[';
  let at = written.length;
  if (rest.charAt(at) === ']') return undefined;
  while (at < rest.length && rest.charAt(at) !== ']') {
    const [same = rest.charAt(at)] = sameEscape.exec(rest.slice(at)) ?? [];
    if (same === '\\') return undefined;
    written += same === '[' || same === '&' ? `\\${same}` : same;
    at += same.length;
  }
  return at < rest.length ? { written: `${written}]`, length: at + 1 } : undefined;
}

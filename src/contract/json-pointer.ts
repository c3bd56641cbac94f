/** JSON Pointers (RFC 6901): text to tokens, tokens to text, and look-ups in values. */

/** The pointer that names `tokens`, one after the other. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  let pointer = '';
  for (const token of tokens) pointer += `/${escapeToken(String(token))}`;
  return pointer;
}

/** Most tokens hold nothing that is escaped. */
function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** The tokens of a pointer; throws a SyntaxError for text that is none. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  const isEscaped = pointer.includes('~');
  if (!pointer.startsWith('/') || (isEscaped && /~(?![01])/.test(pointer))) {
    throw new SyntaxError(`"${pointer}" is not a JSON Pointer`);
  }
  const tokens = pointer.slice(1).split('/');
  return isEscaped ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens;
}

/** The value at `tokens`, or undefined where there is none. Only own members are seen. */
export function valueAt(value: unknown, tokens: readonly string[]): unknown {
  let current = value;
  for (const token of tokens) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) {
      return undefined;
    }
    current = (current as Record<string, unknown>)[token];
  }
  return current;
}

/** Sets the member at `tokens` inside `target`, making the objects on the way. */
export function setAt(target: object, tokens: readonly string[], value: unknown): void {
  let current = target as Record<string, unknown>;
  const last = tokens.length - 1;
  for (const [index, token] of tokens.entries()) {
    const next = index < last && Object.hasOwn(current, token) ? current[token] : undefined;
    const member = index === last ? value : typeof next === 'object' && next !== null ? next : {};
    setMember(current, token, member);
    current = member as Record<string, unknown>;
  }
}

/** Assignment would change the prototype where the name is `__proto__`. */
export function setMember(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

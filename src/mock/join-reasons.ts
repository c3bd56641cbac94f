/** Why a request is refused, in as many words as there is room for. */
import { formatMember } from '../contract/schema/violation.ts';

/** One reason; `at` leads to the member that it is about, where it is about one. */
export interface Reason {
  message: string;
  at?: readonly string[];
}

/** All reasons; where they are too long for `longest` characters, the last ones by their members' names only. */
export function joinReasons(reasons: readonly Reason[], longest: number): string {
  for (let whole = reasons.length; whole > 0; whole -= 1) {
    const named = reasons.slice(whole).map(({ at = [] }) => formatMember(at) || 'the body');
    const rest = named.length > 0 ? [`also wrong: ${[...new Set(named)].join(', ')}`] : [];
    const text = [...reasons.slice(0, whole).map(({ message }) => message), ...rest].join('; ');
    if (lengthOf(text) <= longest) return text;
  }
  const [first] = reasons;
  const cut = [...(first?.message ?? '')].slice(0, Math.max(0, longest - 1)).join('');
  return `${cut}…`;
}

/** JSON Schema counts characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}

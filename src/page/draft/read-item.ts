/** Reads an item of a list that describes a field: `` `name` (string, required): what it is ``. */
import type { Text } from '../scan/block.ts';
import { cleanCell } from '../text/clean-text.ts';
import { isKnownType } from '../text/read-type.ts';
import { emptyRow, type Row } from './draft.ts';
import type { PageState } from './page-state.ts';

/** Blanks by which one level is moved to the right. */
const STEP = 2;

/** True where the item is a field of what the section describes. */
export function readItem(state: PageState, block: Text): boolean {
  const { operation, model, section, place } = state;
  const isParameters = section === 'parameters';
  const isStructure = section === 'structure' || section === 'responses' || section === 'response-example';
  if (!isParameters && !isStructure && !(model && section === 'properties')) return false;
  const row = readField(block);
  if (!row) return false;
  if (isParameters && operation) {
    if (place === undefined) {
      const found = block.text;
      state.diagnose('missing-place', { line: block.line, found, taken: 'its place by path and method' });
    }
    operation.parameters.push({ ...row, place });
    return true;
  }
  const target = model ?? state.structure(block.line);
  if (!target) return false;
  const last = target.segments.at(-1);
  if (last && last.composition === undefined) last.rows.push(row);
  else target.segments.push({ composition: undefined, rows: [row] });
  return true;
}

/** The field that an item describes: its name in code or bold, or a type behind it in brackets. */
function readField({ text, indent, line }: Text): Row | undefined {
  const clean = cleanCell(text).slice(0, 2000);
  const [, marked, plain, rest = ''] =
    /^(?:\*{0,2}`([^`\s]{1,80})`\*{0,2}|\*\*([^*\s:：]{1,80})[:：]?\*\*)\s*(.*)$/s.exec(clean) ?? [];
  const [, bare, bareRest = ''] =
    marked === undefined && plain === undefined
      ? (/^([A-Za-z_][\w.[\]-]{0,60})\s*(?=[（([:：–—-])(.*)$/s.exec(clean) ?? [])
      : [];
  const name = marked ?? plain ?? bare;
  if (name === undefined || !/^[\w.[\]$@-]+[?*]?$/.test(name)) return undefined;
  const behind = marked === undefined && plain === undefined ? bareRest : rest;
  const [, brackets, spoken = ''] =
    /^\s*[:：–—-]?\s*[（([]([^()（）[\]]{1,120})[)）\]]\s*[:：–—-]?\s*(.*)$/s.exec(behind) ?? [];
  const words = (brackets ?? '').split(/[,，;；|]/).map((word) => word.trim());
  const typed = words.find(isKnownType);
  const [, ownType, own = ''] =
    brackets === undefined
      ? (/^\s*[:：–—-]?\s*`?\*?([A-Za-z][\w<>[\]]{0,30})`?\*?\s*(?:[,，:：–—-]\s*(.*))?$/s.exec(behind) ?? [])
      : [];
  const isType = ownType !== undefined && isKnownType(ownType);
  // Without a type, a name that is not marked as one may be any word.
  if (bare !== undefined && typed === undefined && !isType) return undefined;
  const description = brackets !== undefined ? (typed === undefined ? behind : spoken) : isType ? own : behind;
  const need = `${brackets ?? ''} ${own}`;
  const required = /(?:^|[\s,，])(?:required|必填|必选|必须|mandatory)(?:$|[\s,，])/i.test(need)
    ? !/not required|非必/i.test(need)
    : /optional|可选|选填|非必/i.test(need)
      ? false
      : undefined;
  return {
    ...emptyRow(name.replace(/[?*]$/, ''), line),
    depth: Math.floor(indent / STEP),
    type: typed ?? (isType ? ownType : ''),
    required: required ?? (name.endsWith('?') ? false : undefined),
    description: description.replace(/^\s*[:：–—-]+\s*/, '').trim(),
  };
}

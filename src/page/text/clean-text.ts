/** Texts and names as a reader sees them, without Markdown's and HTML's marks. Every pattern here is linear: cells come from anyone. */

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&gt;': '>',
  '&lt;': '<',
  '&nbsp;': '\u00A0',
  '&quot;': '"',
  '&raquo;': '»',
  '&#124;': '|',
  '&#39;': "'",
  '&emsp;': '\u2003',
  '&ensp;': '\u2002',
  '&thinsp;': '\u2009',
};

/** Longest line in which anchors and tags are looked for. */
const LONGEST_MARKUP = 20_000;

/** A cell as a reader sees it: line breaks, entities and escapes resolved. */
export function cleanCell(cell: string): string {
  if (!/[<&\\]/.test(cell)) return cell.trim();
  return decodeCell(cell.replaceAll('&nbsp;', ' ')).trim();
}

/** The same with its blanks, which may show how deep a name stands. */
export function decodeCell(cell: string): string {
  if (!/[<&\\]/.test(cell)) return cell;
  return cell
    .replaceAll(/<br ?\/?>/gi, '\n')
    .replaceAll(/&(?:amp|gt|lt|nbsp|quot|raquo|#124|#39|emsp|ensp|thinsp);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\\([\\`*_{}[\]<>()#+.!|~-])/g, '$1');
}

/** A text without emphasis, code marks and tags. */
export function plainText(text: string): string {
  if (text.length > LONGEST_MARKUP) return text.trim();
  return cleanCell(text.replaceAll(/<\/?[a-z][^<>]*>/gi, ''))
    .replaceAll(/[`*]/g, '')
    .trim();
}

/** The ids in a line: of `<a id>`, `<h2 id>`, `{#id}`. */
export function findAnchors(line: string): string[] {
  if (line.length > LONGEST_MARKUP || !/[<{]/.test(line)) return [];
  const tags = [...line.matchAll(/<(?:a|h[1-6]|span)\s([^<>]*)>/gi)].flatMap(([, attributes = '']) => {
    const [, double, single, bare] = /(?:^|\s)(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/.exec(attributes) ?? [];
    return double ?? single ?? bare ?? [];
  });
  const [, braced] = /\{#([^{}]*)\}\s*$/.exec(line) ?? [];
  return braced === undefined ? tags : [...tags, braced];
}

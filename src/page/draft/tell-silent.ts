/** Tells of every part of a page that nothing was made of and of which nothing was said. */
import type { PageAccount, Part } from '../diagnostic/page-account.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Block } from '../scan/block.ts';

const rules = { row: 'unread-table', code: 'unread-code', list: 'unread-list', prose: 'prose-list' } as const;

/** Parts that follow each other are told as one. */
export function tellSilent(
  blocks: readonly Block[],
  { diagnose, account }: { diagnose: Diagnose; account: PageAccount },
): void {
  const silent = account.silent();
  if (silent.length === 0) return;
  const texts = new Map(blocks.flatMap(textsOf));
  let group: Part[] = [];
  const tell = (): void => {
    const [first] = group;
    if (!first) return;
    const more = group.length === 1 ? '' : ` (and ${group.length - 1} more below it)`;
    diagnose(rules[first.kind], {
      line: first.line,
      found: `${texts.get(first.line) ?? ''}${more}`,
      taken:
        first.kind === 'prose' ? 'nothing: a list that describes no field' : 'nothing: nothing says what it belongs to',
      lost: group.map(({ line }) => line),
    });
    group = [];
  };
  for (const part of silent) {
    const last = group.at(-1);
    if (last && (last.kind !== part.kind || part.line > last.end + 2)) tell();
    group.push(part);
  }
  tell();
}

function textsOf(block: Block): [number, string][] {
  if (block.kind === 'table') return block.rows.map(({ line, cells }) => [line, cells.join('|')]);
  return block.kind === 'heading' ? [] : [[block.line, block.text.slice(0, 200)]];
}

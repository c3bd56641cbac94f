/** Walks over the blocks of a page and gathers operations and models: headings say what is meant, columns say what it is. */
import type { PageAccount } from '../diagnostic/page-account.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { findRequests, type FoundBlock } from '../request/find-requests.ts';
import type { Block } from '../scan/block.ts';
import type { ScannedPage } from '../scan/scan-page.ts';
import { plainText } from '../text/clean-text.ts';
import { labelOf } from '../text/label.ts';
import { sectionOf } from '../text/section.ts';
import { tableKind } from '../text/table-column.ts';
import type { PageDraft } from './draft.ts';
import { PageState } from './page-state.ts';
import { isExample, readFence } from './read-fence.ts';
import { readHeading, readTextLine, type Ahead } from './read-line.ts';
import { readTable } from './read-table.ts';
import { tellSilent } from './tell-silent.ts';

/** What a page says, by its blocks. What is read nowhere is told. */
export function readBlocks(page: ScannedPage, options: { diagnose: Diagnose; account: PageAccount }): PageDraft {
  openAccount(page.blocks, options.account);
  const blocks = findRequests(page.blocks, options);
  const state = new PageState(page, options);
  const ahead = lookAhead(blocks);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'request') state.startOperation(block);
    else if (block.kind === 'heading') readHeading(state, block, ahead[index] as Ahead);
    else if (block.kind === 'text') readTextLine(state, block);
    else if (block.kind === 'fence') readFence(state, block);
    else readTable(state, block);
  }
  state.endModel();
  state.endOperation();
  tellSilent(page.blocks, options);
  return state.draft;
}

/** Everything that has to end up somewhere. */
function openAccount(blocks: readonly Block[], account: PageAccount): void {
  for (const block of blocks) {
    const { line } = block;
    if (block.kind === 'table') for (const row of block.rows) account.add('row', { line: row.line, end: row.line });
    else if (block.kind === 'text' && block.bullet) account.add('list', { line, end: line });
    else if (block.kind === 'fence' && isExample(block)) {
      account.add('code', { line, end: line + block.text.split('\n').length + 1 });
    }
  }
}

/** What comes after each block. One pass from the end. */
function lookAhead(blocks: readonly FoundBlock[]): Ahead[] {
  let ahead: Ahead = { opensOperation: false, opensModel: false, holdsFields: false };
  const all = blocks.toReversed().map((block) => {
    const after = ahead;
    ahead = {
      opensOperation: announcesOperation(block, after.opensOperation),
      opensModel: announcesModel(block, after.opensModel),
      holdsFields:
        block.kind === 'table'
          ? tableKind(block.header) === 'fields'
          : block.kind !== 'heading' && block.kind !== 'request' && after.holdsFields,
    };
    return after;
  });
  return all.toReversed();
}

function announcesOperation(block: FoundBlock, after: boolean): boolean {
  if (block.kind === 'request') return block.request !== undefined;
  if (block.kind === 'fence' || block.kind === 'text') return after;
  if (block.kind === 'table') return false;
  const section = sectionOf(block.text);
  return (section === 'intro' || section === 'request-line' || labelOf(block.text) !== undefined) && after;
}

function announcesModel(block: FoundBlock, after: boolean): boolean {
  if (block.kind === 'heading') return sectionOf(block.text) === 'properties';
  if (block.kind === 'request') return false;
  return block.kind === 'text' ? sectionOf(plainText(block.text)) === 'properties' || after : after;
}

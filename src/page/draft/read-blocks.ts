/** Walks over the blocks of a page and gathers operations and models: headings say what is meant, columns say what it is. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Block } from '../scan/block.ts';
import type { ScannedPage } from '../scan/scan-page.ts';
import { plainText } from '../text/clean-text.ts';
import { isRequestFence, isRequestLine } from '../text/request-line.ts';
import { sectionOf } from '../text/section.ts';
import type { PageDraft } from './draft.ts';
import { PageState } from './page-state.ts';
import { readFence } from './read-fence.ts';
import { readHeading, readTextLine, type Ahead } from './read-line.ts';
import { readTable } from './read-table.ts';

/** What a page says, by its blocks. */
export function readBlocks(page: ScannedPage, diagnose: Diagnose): PageDraft {
  const { blocks } = page;
  const state = new PageState(page, diagnose);
  const ahead = lookAhead(blocks);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') readHeading(state, block, ahead[index] as Ahead);
    else if (block.kind === 'text') readTextLine(state, block);
    else if (block.kind === 'fence') readFence(state, block);
    else readTable(state, block);
  }
  state.endModel();
  state.endOperation();
  return state.draft;
}

/** What comes after each block. One pass from the end. */
function lookAhead(blocks: readonly Block[]): Ahead[] {
  let ahead: Ahead = { opensOperation: false, opensModel: false };
  const all = blocks.toReversed().map((block) => {
    const after = ahead;
    ahead = {
      opensOperation: announcesOperation(block, after.opensOperation),
      opensModel: announcesModel(block, after.opensModel),
    };
    return after;
  });
  return all.toReversed();
}

function announcesOperation(block: Block, after: boolean): boolean {
  if (block.kind === 'fence') return isRequestFence(block) || after;
  if (block.kind === 'text') return isRequestLine(block.text) || after;
  if (block.kind === 'table') return false;
  const section = sectionOf(block.text);
  return (section === 'intro' || section === 'request-line') && after;
}

function announcesModel(block: Block, after: boolean): boolean {
  if (block.kind === 'heading') return sectionOf(block.text) === 'properties';
  return block.kind === 'text' ? sectionOf(plainText(block.text)) === 'properties' || after : after;
}

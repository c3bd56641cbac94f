/** Walks over the blocks of a page and gathers operations and models: headings say what is meant, columns say what it is. */
import type { Block } from './block.ts';
import { lookAhead } from './look-ahead.ts';
import type { Page } from './page.ts';
import { PageState, type PageContext } from './page-state.ts';
import { readFence } from './read-fence.ts';
import { readHeading } from './read-heading.ts';
import { readTable } from './read-table.ts';
import { readTextLine } from './read-text-line.ts';

/** What a page says, by its blocks. */
export function readBlocks(blocks: readonly Block[], context: PageContext): Page {
  const state = new PageState(context);
  state.ahead = lookAhead(blocks);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') readHeading(state, block, index);
    else if (block.kind === 'text') readTextLine(state, block);
    else if (block.kind === 'fence') readFence(state, block);
    else readTable(state, block);
  }
  state.endModel();
  state.endOperation();
  return state.page;
}

/** What comes after a heading, before the next one that would change its meaning. */
import type { Block } from './block.ts';
import { plainText } from './clean-text.ts';
import { isRequestFence } from './request-fence.ts';
import { isRequestLine } from './request-line.ts';
import { sectionOf } from './section.ts';

export interface Ahead {
  /** Whether a request line comes before a heading that is no introduction. */
  opensOperation(index: number): boolean;
  /** Whether the properties of a model come before any other heading. */
  opensModel(index: number): boolean;
}

/** One pass from the end. */
export function lookAhead(blocks: readonly Block[]): Ahead {
  const operations = Array.from({ length: blocks.length + 1 }, () => false);
  const models = Array.from({ length: blocks.length + 1 }, () => false);
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index] as Block;
    operations[index] = announces(block, operations[index + 1] as boolean);
    models[index] = holds(block, models[index + 1] as boolean);
  }
  return {
    opensOperation: (index) => operations[index + 1] as boolean,
    opensModel: (index) => models[index + 1] as boolean,
  };
}

function announces(block: Block, after: boolean): boolean {
  if (block.kind === 'fence') return isRequestFence(block) || after;
  if (block.kind === 'text') return isRequestLine(block.text) || after;
  if (block.kind === 'table') return false;
  const section = sectionOf(block.text);
  return (section === 'intro' || section === 'request-line') && after;
}

function holds(block: Block, after: boolean): boolean {
  if (block.kind === 'heading') return sectionOf(block.text) === 'properties';
  return block.kind === 'text' ? sectionOf(plainText(block.text)) === 'properties' || after : after;
}

/** Tells what a code block on a page is an example of. */
import type { Fence } from './block.ts';
import { isRequestFence } from './request-fence.ts';
import { sectionOf, statusIn, type Section } from './section.ts';

export type FenceRole = 'request-line' | 'body' | 'answer' | 'model' | 'none';

export interface FenceSurroundings {
  section: Section | undefined;
  /** Whether a model is being read. */
  inModel: boolean;
}

/** By its own title, else by what stands around it. */
export function fenceRole(fence: Fence, { section, inModel }: FenceSurroundings): FenceRole {
  const { title, language } = fence;
  if (isRequestFence(fence)) return 'request-line';
  const titled = title === '' ? undefined : sectionOf(title);
  if (titled === 'body-example' || titled === 'parameters') return 'body';
  if (titled !== undefined || statusIn(title) !== undefined) return 'answer';
  if (!dataLanguages.has(language) || section === undefined) return 'none';
  if (inModel) return 'model';
  return ['body-example', 'intro', 'parameters'].includes(section) ? 'body' : 'answer';
}

/** Others are code samples. */
const dataLanguages = new Set(['', 'json', 'json5', 'jsonc', 'yaml', 'yml', 'text', 'txt', 'xml']);

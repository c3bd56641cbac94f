/** Examples of a page, held against the contract that its tables make. */
import type { Fence } from './block.ts';
import type { Page } from './page.ts';

export const JSON_TYPE = 'application/json';

export interface PageExample {
  page: Page;
  /** Of a body, of an answer, or of a model by itself. */
  part: 'request' | 'response' | 'model';
  /** Id of the operation; of a model, its component. */
  owner: string;
  /** Of an answer. */
  status?: string;
  mediaType: string;
  fence: Fence;
}

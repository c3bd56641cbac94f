/** The forms of a report, and what their renderers can be told. */

import type { Language } from '../language/translate.ts';

/** The names that `--report` and `--format` take. */
export const formats = ['text', 'json', 'junit', 'html', 'github', 'markdown', 'sarif', 'gitlab'] as const;

export type Format = (typeof formats)[number];

export interface RenderOptions {
  /** ANSI colours in text; no other format has any. See wantsColour. */
  colour?: boolean;
  /** Files are named as seen from here; the working folder where absent. */
  cwd?: string;
  /** What HTML and Markdown are written in; English unless given. No other format has another. */
  lang?: Language;
}

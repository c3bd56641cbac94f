/** What renderers can be told. */

export interface RenderOptions {
  /** ANSI colours in text; no other format has any. See wantsColour. */
  colour?: boolean;
  /** Files are named as seen from here; the working folder where absent. */
  cwd?: string;
}

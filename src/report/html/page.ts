/** What every section of the page is made from. */
import type { Tell } from '../../language/translate.ts';
import type { Report } from '../../verdict/report.ts';

export interface Page {
  report: Report;
  /** Files are named as seen from here. */
  cwd: string;
  tell: Tell;
}

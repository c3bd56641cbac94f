/** Diagnostics: what reading or checking a document found. Data: one shape for the loader, lint, import and diff. */
import type { Place } from '../errors.ts';

/** `error`: this part of the document cannot be used; `warning`: it was read as something; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

export interface Diagnostic<Rule extends string = string> {
  rule: Rule;
  severity: Severity;
  /** In the file that the user wrote. */
  place: Place;
  /** What is wrong, as one sentence. */
  message: string;
  /** What stands there, cut where it is long. */
  found?: string;
  /** What was made of it. */
  taken?: string;
  /** What to do about it. */
  hint?: string;
}

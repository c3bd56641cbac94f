/** What commands say: nothing that a document, a page, a file's name or a server holds can steer the terminal. */
import { hideCredentials } from '../http/client/plain-url.ts';
import { hideGiven } from './given-secrets.ts';
import { obeyNothing, visibleLine, visibleText } from '../http/display/visible-text.ts';

/** To stdout, as it is to be read; JSON means the same after it. Reports, which have colours, see to it themselves. */
export function print(text: string): void {
  process.stdout.write(obeyNothing(visibleText(text)));
}

/** Lines of a list to stdout, each on one line, without what the command was given in confidence. */
export function printLines(lines: readonly string[]): void {
  print(lines.map((line) => `${visibleLine(hideGiven(line))}\n`).join(''));
}

/** Lines to stderr, without credentials of addresses, and what the command was given in confidence. */
export function tell(text: string): void {
  process.stderr.write(`${obeyNothing(visibleText(hideGiven(hideCredentials(text))))}\n`);
}

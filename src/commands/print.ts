/** What commands say: nothing that a document, a page, a file's name or a server holds can steer the terminal. */
import { hideCredentials } from '../http/client/plain-url.ts';
import { hideGiven } from './given-secrets.ts';
import { visibleText } from '../http/display/visible-text.ts';

/** To stdout, as it is to be read; JSON means the same after it. Reports, which have colours, see to it themselves. */
export function print(text: string): void {
  process.stdout.write(visibleText(text));
}

/** Lines to stderr, without credentials of addresses, and what the command was given in confidence. */
export function tell(text: string): void {
  process.stderr.write(`${visibleText(hideGiven(hideCredentials(text)))}\n`);
}

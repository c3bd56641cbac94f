/** Whether a stream wants colours: a terminal, and neither NO_COLOR nor a dumb one (Node's own rules, FORCE_COLOR included). */
import { styleText } from 'node:util';

/** True where Node itself would colour what goes to `stream`. */
export function wantsColour(stream: NodeJS.WritableStream): boolean {
  return styleText('bold', 'x', { stream }) !== 'x';
}

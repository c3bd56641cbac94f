/** Answers that are written to the socket by hand. */
import { onRequest, type Harm } from './start-hostile.ts';

/** The head of an answer, with the empty line at its end. */
export const headOf = (lines: readonly string[], status = '201 Created'): string =>
  [`HTTP/1.1 ${status}`, 'content-type: application/json', ...lines, '', ''].join('\r\n');

/** Harm that waits for a request. */
export const answering =
  (act: (socket: Parameters<Harm>[0]) => void): Harm =>
  (socket) =>
    onRequest(socket, () => act(socket));

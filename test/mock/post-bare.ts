/** Posts JSON with exactly the headers that are given: fetch adds an Accept of its own. */
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

/** Connections are kept, as clients do; the mock that is closed closes them. */
const agent = new Agent({ keepAlive: true });

export interface BareReply {
  status: number;
  /** Without its parameters. */
  mediaType: string | undefined;
}

/** The status and the media type of the answer; its body is read and dropped. */
export async function postBare(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<BareReply> {
  const text = JSON.stringify(body);
  const sent = request(url, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
  });
  sent.end(text);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await once(answer.resume(), 'end');
  return { status: answer.statusCode ?? 0, mediaType: answer.headers['content-type']?.split(';', 1)[0] };
}

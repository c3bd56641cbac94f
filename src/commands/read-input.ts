/** Reads standard input to its end. */
import { decodeText } from '../contract/document/read-document.ts';
import { ContractError } from '../errors.ts';

/** Its text, which is UTF-8 and within the bounds of a file; throws a ContractError otherwise. Who writes into it may take a while. */
export async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return decodeText(Buffer.concat(chunks));
  } catch (cause) {
    throw new ContractError(`standard input cannot be read: ${(cause as Error).message}`, { cause });
  }
}

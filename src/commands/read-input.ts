/** Reads standard input to its end. */

/** Its bytes. Who writes into it may take a while, which reading at once does not bear. */
export async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

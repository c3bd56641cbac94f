/** What the documents print for a shell, and for a test: taken out of them, to be run as it stands there. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Block {
  /** `docs/verify.md:12` */
  place: string;
  language: string;
  text: string;
}

/** The fenced blocks of a document, in their order. */
export function readBlocks(document: string): Block[] {
  const text = readFileSync(`${root}/${document}`, 'utf8');
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(({ index, 1: language = '', 2: body = '' }) => ({
    place: `${document}:${text.slice(0, index).split('\n').length}`,
    language,
    text: body,
  }));
}

/** Commands of shell blocks, without their comments; a line that ends in a backslash goes on. */
export function readCommands(document: string): string[] {
  return readBlocks(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '');
}

/** The code of a document that is TypeScript. */
export function readCode(document: string): string[] {
  return readBlocks(document)
    .filter(({ language }) => language === 'ts')
    .map(({ text }) => text);
}

/** The page reader and import: pages as they are published, spoiled; what is written of them loads again. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadContract } from '../../src/contract/load-contract.ts';
import { explainLine } from '../../src/page/explain-line.ts';
import { importPages, type ImportedPages } from '../../src/page/import-pages.ts';
import { renderFiles } from '../../src/page/render-files.ts';
import type { Dice } from './dice.ts';
import { mutateText } from './mutate.ts';
import type { Room } from './room.ts';

const pages = globSync(['docs/samples.md', 'test/page/{pages,formats}/**/*.md', 'contracts/**/*.md']).map((file) =>
  readFileSync(file, 'utf8'),
);

const folder = mkdtempSync(join(tmpdir(), 'docpact-fuzz-'));
const close = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });

/** One page with bytes changed, or with lines of another in it. */
function spoil(dice: Dice): string {
  const text = dice.pick(pages);
  if (dice.below(2) === 0) return mutateText(text, dice);
  const lines = text.split('\n');
  const others = dice.pick(pages).split('\n');
  for (let count = 1 + dice.below(6); count > 0; count -= 1) {
    const at = dice.below(others.length);
    lines.splice(dice.below(lines.length + 1), dice.below(4), ...others.slice(at, at + dice.below(12)));
  }
  return lines.join('\n');
}

function importSpoiled(dice: Dice): { imported: ImportedPages; file: string; lines: number } {
  const file = join(folder, 'page.md');
  const text = spoil(dice);
  writeFileSync(file, text);
  return { imported: importPages([file]), file, lines: text.split('\n').length };
}

export function fuzzPages(): Room {
  return {
    close,
    fuzz(dice) {
      const { imported, file, lines } = importSpoiled(dice);
      explainLine(imported, { file, line: 1 + dice.below(lines) });
      for (const { rows, examples, lists } of [imported.coverage])
        for (const part of [rows, examples, lists])
          if (part.read > part.all) throw new Error('more is read than there is');
    },
  };
}

export function fuzzImport(): Room {
  return {
    close,
    fuzz(dice) {
      const { imported } = importSpoiled(dice);
      const out = join(folder, 'out');
      rmSync(out, { recursive: true, force: true });
      for (const [name, content] of renderFiles(imported)) {
        const file = join(out, name);
        if (!file.startsWith(`${out}/`)) throw new Error(`${name} is written outside`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      const again = loadContract(out);
      if (ids(again.operations) !== ids(imported.contract.operations))
        throw new Error(
          `operations are lost on the way: ${ids(imported.contract.operations)} -> ${ids(again.operations)}`,
        );
      const wrong = again.diagnostics.find(({ severity }) => severity === 'error');
      if (wrong && !imported.contract.diagnostics.some(({ severity }) => severity === 'error'))
        throw new Error(`what is written has an error: ${wrong.message} (${wrong.place.pointer})`);
    },
  };
}

function ids(all: readonly { id: string }[]): string {
  return all
    .map(({ id }) => id)
    .sort()
    .join();
}

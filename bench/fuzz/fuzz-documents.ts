/** The loader and diff: documents that somebody wrote, spoiled in their text or in their structure. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { listClauses } from '../../src/contract/clause/list-clauses.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { lintContract } from '../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { listResources } from '../../src/contract/resource/list-resources.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { weighChanges } from '../../src/diff/weigh-changes.ts';
import { renderDiff } from '../../src/report/diff/render-diff.ts';
import type { Dice } from './dice.ts';
import { mutateText, mutateValue } from './mutate.ts';
import type { Room } from './room.ts';

const documents = ['contracts', 'test/prove/contracts/orders', 'test/prove/contracts/shapes'].map((folder) => {
  const { document } = loadContract(folder);
  return { folder, document, text: readFileSync(`${folder}/openapi.yaml`, 'utf8') };
});

const folder = mkdtempSync(join(tmpdir(), 'docpact-fuzz-'));
const close = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });

/** A document with something wrong in it, as JSON or as YAML. */
function loadSpoiled(name: string, dice: Dice): Contract {
  const { document, text } = dice.pick(documents);
  const isText = dice.below(3) === 0;
  const file = join(folder, `${name}.${isText ? 'yaml' : 'json'}`);
  const spoiled = isText
    ? mutateText(dice.below(2) === 0 ? text : JSON.stringify(document, null, 1), dice)
    : JSON.stringify(mutateValue(document, dice));
  writeFileSync(file, spoiled);
  return loadContract(file);
}

export function fuzzLoader(): Room {
  return {
    close,
    fuzz(dice) {
      const contract = loadSpoiled('openapi', dice);
      lintContract(contract);
      listResources(contract);
      for (const { sentence, source } of listClauses(contract))
        if (sentence === '' || source.file === '') throw new Error('a clause says nothing');
      // What is loaded can be loaded again: it is a document.
      if (dice.below(4) === 0) load(JSON.stringify(contract.document));
    },
  };
}

export function fuzzDiff(): Room {
  return {
    close,
    fuzz(dice) {
      const [old, now] = [loadSpoiled('old', dice), loadSpoiled('new', dice)];
      const diff = weighChanges(diffContracts(old, now), {});
      const format = dice.pick(['text', 'json', 'github', 'markdown', 'sarif', 'changelog'] as const);
      renderDiff(diff, { format, colour: false });
      const none = diffContracts(old, old).changes;
      if (none.length > 0) throw new Error(`a document differs from itself: ${none[0]?.message}`);
    },
  };
}

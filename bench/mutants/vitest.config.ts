/** The tests of the kit, in the order that `DOCPACT_TESTS` names them in; which of them fail, and how long each took, goes to `DOCPACT_TOLD`. */
import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type Reporter, type TestModule, type TestSpecification } from 'vitest/node';
import config from '../../vitest.config.ts';

const root = join(import.meta.dirname, '../..');
const { DOCPACT_TESTS = '[]', DOCPACT_TOLD = '', DOCPACT_MUTANT } = process.env;
const wanted = JSON.parse(DOCPACT_TESTS) as string[];

class AsNamed extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => placeOf(a) - placeOf(b)));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  return wanted.indexOf(relative(root, moduleId));
}

const teller: Reporter = {
  onTestModuleEnd(module: TestModule): void {
    const { duration, collectDuration } = module.diagnostic();
    const told = { file: relative(root, module.moduleId), ok: module.ok(), ms: Math.round(duration + collectDuration) };
    appendFileSync(DOCPACT_TOLD, `${JSON.stringify(told)}\n`);
  },
};

const planted: ViteUserConfig = {
  ...config,
  root,
  test: {
    ...config.test,
    include: wanted,
    reporters: [teller],
    sequence: { sequencer: AsNamed },
    bail: DOCPACT_MUTANT === undefined ? 0 : 1,
    maxWorkers: DOCPACT_MUTANT === undefined ? 2 : 1,
    // What is reached while modules load is reached by each file that loads them.
    isolate: DOCPACT_MUTANT === undefined,
    fsModuleCache: true,
    fsModuleCachePath: join(root, '.mutants-cache'),
    ...(DOCPACT_MUTANT === undefined && {
      setupFiles: [join(import.meta.dirname, 'name-test-file.ts'), ...[config.test?.setupFiles ?? []].flat()],
    }),
  },
};

export default planted;

/** `docpact pact verify URL`: whether a provider does what its consumers rely on. */
import type { Format } from '../report/render-report.ts';
import { readBrokerFlags, type BrokerFlags } from './broker-pacts.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { loadConfig } from './load-config.ts';
import { openContract } from './open-contract.ts';
import { runBetweenHooks } from './run-hooks.ts';
import { summarizeForGithub } from './summarize-for-github.ts';
import { verifyPactsAt } from './verify-pacts-at.ts';
import { checkWritable, writeAtomically } from './write-atomically.ts';
import { writeReport } from './write-report.ts';

export interface PactVerifyOptions extends BrokerFlags {
  contract?: string;
  pact?: readonly string[];
  header?: Readonly<Record<string, string>>;
  stateUrl?: string;
  timeout: number;
  runId?: string;
  format: Format;
  out?: string;
  log?: string;
  config?: string;
}

/** Verifies, and prints the report. */
export async function runPactVerify(url: string, options: PactVerifyOptions): Promise<ExitCode> {
  const { out, log } = options;
  for (const file of [out, log]) if (file !== undefined) checkWritable(file);
  const contract = openContract(options.contract);
  const config = await loadConfig(options.config);
  const broker = readBrokerFlags(options);
  let noise = '';
  try {
    const report = await runBetweenHooks(config, (signal) =>
      verifyPactsAt(url, {
        ...options,
        contract,
        config,
        broker,
        signal,
        contractPath: options.contract,
        configPath: options.config,
        onLog: (text) => (noise += text),
      }),
    );
    await writeReport(report, options);
    summarizeForGithub(report, options, (await import('../report/render-job-summary.ts')).renderJobSummary);
    return report.conforms ? exitCodes.done : exitCodes.problems;
  } finally {
    if (log !== undefined) writeAtomically(log, noise);
  }
}

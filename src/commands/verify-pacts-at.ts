/** Verifies pacts against the provider at a URL, and writes the report. */
import { randomBytes } from 'node:crypto';
import type { Contract } from '../contract/contract.ts';
import { TargetError } from '../errors.ts';
import { defaultHandlers } from '../pact/default-handlers.ts';
import type { Exchanged } from '../pact/exchanged.ts';
import { freshValues, type MakeFresh } from '../pact/fresh-value.ts';
import type { JsonObject } from '../pact/interaction.ts';
import { functionHandlers } from '../pact/other-handlers.ts';
import { interactionId, type PactFile } from '../pact/pact-file.ts';
import { renewRequests } from '../pact/renew-requests.ts';
import { findHandlers } from '../pact/state-handler.ts';
import { verifyPacts, type VerifiedInteraction } from '../pact/verify-pacts.ts';
import { writePactReport } from '../pact/write-pact-report.ts';
import type { DocpactConfig } from '../verify/config.ts';
import { describeCurl } from '../http/display/describe-exchange.ts';
import { httpTarget } from '../http/client/http-target.ts';
import { Redactor } from '../http/display/redactor.ts';
import { DEFAULTS } from '../verdict/repeat-line.ts';
import type { Report } from '../verdict/report.ts';
import { cleanUp } from './clean-up.ts';
import { createdIdentifiers } from './pact-created.ts';
import { openPacts, type PactSources } from './open-pacts.ts';
import { pactRepeatLine } from './pact-repeat-line.ts';
import { tellFailure } from './run-hooks.ts';
import { openAccess, stateEndpoint } from './provider-access.ts';

export interface VerifyPactsAtOptions extends PactSources {
  contract: Contract;
  config?: DocpactConfig;
  /** Sent with every request; their values appear nowhere in the report. */
  header?: Readonly<Record<string, string>>;
  /** Brings provider states about, in place of the API itself. */
  stateUrl?: string;
  /** Milliseconds for one answer. */
  timeout?: number;
  runId?: string;
  /** How the contract and the config were named, for the command that repeats the run. */
  contractPath?: string | undefined;
  configPath?: string | undefined;
  signal?: AbortSignal;
  /** Told, once Pact is through, what it wrote; the values of headers are left out. */
  onLog?: (text: string) => void;
}

/** Throws a UsageError for what is wrong with the pacts or the states, a TargetError where nothing answers at `url`. */
export async function verifyPactsAt(url: string, options: VerifyPactsAtOptions): Promise<Report> {
  const { timeout = DEFAULTS.timeout } = options;
  const { pacts, tell, close } = await openPacts(options, { timeout });
  try {
    const report = await verifyAndReport(url, { ...options, timeout, pacts });
    const broken = new Set(report.problems.flatMap(({ clause, also = [] }) => [clause, ...also]));
    await tell((pact) => pact.interactions.every((each) => !broken.has(interactionId(pact, each))));
    return report;
  } finally {
    await close();
  }
}

interface Verifying extends VerifyPactsAtOptions {
  timeout: number;
  pacts: readonly PactFile[];
}

async function verifyAndReport(url: string, options: Verifying): Promise<Report> {
  const { contract, config = {}, pacts, timeout, runId = randomBytes(5).toString('hex') } = options;
  const begun = performance.now();
  const target = httpTarget(url, { timeout });
  const headers = lowerCase({ ...config.headers, ...options.header });
  const redactor = new Redactor(headers);
  const { send, sent, close } = openAccess(target, headers);
  const makeFresh = freshValues(contract, runId);
  const { base } = target;
  const handlers = findHandlers(pacts, [
    functionHandlers(config.states ?? {}),
    ...(options.stateUrl === undefined ? [] : [stateEndpoint(options.stateUrl, { timeout })]),
    defaultHandlers({ contract, base, send, makeFresh }),
  ]);
  const remove = async (): Promise<readonly string[]> => {
    const created = createdIdentifiers({ contract, sent, base });
    const { cleanup } = config;
    const left = await tellFailure('cleanup', () => cleanUp(created, { cleanup, url: base, headers, timeout }));
    return (left ?? created).map((id) => redactor.redact(id));
  };
  let said = '';
  try {
    const { signal } = options;
    const log = (text: string): void => void (said += text);
    const verified = await verifyPacts({ contract, pacts, base, send, handlers, timeout, log, signal });
    refuseUnreachable(sent, base);
    const report = writePactReport({
      contract,
      verified,
      sent,
      target: target.name,
      runId,
      repeat: pactRepeatLine(url, { ...options, runId }),
      durationMs: Math.round(performance.now() - begun),
      redactor,
      withHeaders: Object.keys(headers).length > 0,
      ignore: config.ignore ?? [],
      writeLines: (each) => writeLines(each, makeFresh).map((request) => describeCurl(request, redactor)),
    });
    return { ...report, created: await remove() };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    options.onLog?.(redactor.redact(said));
    await close();
  }
}

/** What was sent for an interaction, the states before it included, ready to be sent again. */
function writeLines({ setUp, exchange, values, interaction }: VerifiedInteraction, makeFresh: MakeFresh) {
  const requests = [...setUp, ...(exchange ? [exchange] : [])].map(({ request }) => request);
  const examples = Object.assign({}, ...interaction.states.map(({ parameters }) => parameters)) as JsonObject;
  return renewRequests(requests, { values, examples, makeFresh });
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function refuseUnreachable(sent: readonly Exchanged[], base: string): void {
  const reached = sent.some(({ failure }) => failure?.kind !== 'unreachable');
  const [first] = sent;
  if (reached || !first) return;
  throw new TargetError(`${base} cannot be reached: ${first.failure?.message ?? 'unknown'}`, {
    hint: 'Is the server running, and is this its base URL?',
  });
}

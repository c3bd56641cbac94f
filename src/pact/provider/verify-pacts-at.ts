/** Verifies pacts against the provider at a URL, and writes the report. */
import { randomBytes } from 'node:crypto';
import type { Contract } from '../../contract/contract.ts';
import { TargetError } from '../../errors.ts';
import type { Exchange, SentRequest } from '../../http/client/exchange.ts';
import { httpTarget, type TlsSettings } from '../../http/client/http-target.ts';
import { Redactor } from '../../http/display/redactor.ts';
import { variableOf, writeCurl } from '../../http/display/write-curl.ts';
import { findOperation } from '../../http/value/path-template.ts';
import { createdIdentifiers } from '../../verdict/created-identifiers.ts';
import { hideSecrets } from '../../verdict/hide-secrets.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { DEFAULTS, type Flag, writeCommand } from '../../verdict/repeat-line.ts';
import { shownPath } from '../../verdict/report-head.ts';
import type { PactReport } from '../../verdict/report.ts';
import type { JsonObject } from '../consumer/interaction.ts';
import { brokerSecrets } from './broker-secrets.ts';
import { proxySecrets } from '../../http/client/plain-url.ts';
import { defaultHandlers } from './default-handlers.ts';
import { freshValues, type MakeFresh, refreshRequests } from './fresh-value.ts';
import { exchangesOf } from './group-problems.ts';
import { openPacts, type PactSources } from './open-pacts.ts';
import { interactionId, type PactFile } from './pact-file.ts';
import { jsonOf, openAccess } from './provider-access.ts';
import { endpointHandlers, findHandlers, functionHandlers, type StateFunctions } from './state-handler.ts';
import { type VerifiedInteraction, verifyPacts } from './verify-pacts.ts';
import { writePactReport } from './write-pact-report.ts';

export interface VerifyPactsAtOptions extends PactSources {
  contract: Contract;
  config?: ProviderSettings;
  /** Sent with every request; their values appear nowhere in the report. */
  header?: Readonly<Record<string, string>>;
  /** Whom to trust, and who the client is, where the provider speaks TLS. */
  tls?: TlsSettings;
  /** How they were named, for the command that repeats the run. */
  tlsFiles?: { insecure?: boolean; ca?: string; cert?: string; key?: string };
  /** Brings provider states about, in place of the API itself. */
  stateUrl?: string;
  /** Milliseconds for one answer. */
  timeout?: number;
  runId?: string;
  /** How the contract and the config were named, for the command that repeats the run. */
  contractPath?: string | undefined;
  configPath?: string | undefined;
  signal?: AbortSignal;
  /** Removes from the provider what the run created there, and gives what is left; nothing is removed without it. */
  cleanUp?: (created: readonly string[], provider: ProviderUrl) => Promise<readonly string[]>;
  /** Told, once Pact is through, what it wrote; the values of headers are left out. */
  onLog?: (text: string) => void;
}

/** What a provider's team settles for every run. */
export interface ProviderSettings {
  /** Beside the headers of the run. */
  headers?: Readonly<Record<string, string>>;
  states?: StateFunctions;
  /** Kinds of problem that are left out. */
  ignore?: readonly ProblemKind[];
}

export interface ProviderUrl {
  /** The base URL, without a slash at its end. */
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Throws a UsageError for what is wrong with the pacts or the states, a TargetError where nothing answers at `url`. */
export async function verifyPactsAt(url: string, options: VerifyPactsAtOptions): Promise<PactReport> {
  const { timeout = DEFAULTS.timeout } = options;
  const { pacts, tell, close } = await openPacts(options, { timeout, signal: options.signal });
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

async function verifyAndReport(url: string, options: Verifying): Promise<PactReport> {
  const { contract, config = {}, pacts, timeout, signal, runId = randomBytes(5).toString('hex') } = options;
  const begun = performance.now();
  const target = httpTarget(url, { timeout, tls: options.tls });
  const headers = lowerCase({ ...config.headers, ...options.header });
  const redactor = new Redactor(headers, [...proxySecrets(), ...brokerSecrets()]);
  const { send, sent, close } = openAccess(target, headers, { signal });
  const makeFresh = freshValues(contract, runId);
  const { base } = target;
  const handlers = findHandlers(pacts, [
    functionHandlers(config.states ?? {}),
    ...(options.stateUrl === undefined ? [] : [endpointHandlers(options.stateUrl, { timeout, signal })]),
    defaultHandlers({ contract, base, send, makeFresh }),
  ]);
  const remove = async (): Promise<readonly string[]> => {
    const created = findCreated(contract, sent, base);
    const left = (await options.cleanUp?.(created, { url: base, headers })) ?? created;
    return left;
  };
  let noise = '';
  try {
    const log = (text: string): void => void (noise += text);
    const verified = await verifyPacts({ contract, pacts, base, send, handlers, timeout, log, signal });
    refuseUnreachable(sent, base);
    const report = writePactReport({
      contract,
      verified,
      requests: sent.length,
      target: target.name,
      runId,
      repeat: pactRepeatLine(url, { ...options, runId }),
      begun,
      redactor,
      withHeaders: Object.keys(headers).length > 0,
      ignore: config.ignore ?? [],
      writeLines: (each) => sendAgain(each, makeFresh).map((request) => writeCurl(request, redactor.names)),
    });
    return hideSecrets({ ...report, created: await remove() }, redactor);
  } catch (error) {
    await remove();
    throw error;
  } finally {
    options.onLog?.(redactor.redact(noise));
    await close();
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Identifiers in answers that tell of success, by the contract's laws; of what was sent for states, too. */
function findCreated({ operations }: Contract, sent: readonly Exchange[], base: string): string[] {
  const successes = sent.flatMap((exchange) => {
    const { method, url } = exchange.request;
    const { status = 0 } = exchange.response ?? {};
    if (status < 200 || status >= 300 || !url.startsWith(base)) return [];
    const operation = findOperation(operations, { method, path: url.slice(base.length) });
    return operation ? [{ operation, json: jsonOf(exchange) }] : [];
  });
  return createdIdentifiers(successes);
}

function refuseUnreachable(sent: readonly Exchange[], base: string): void {
  const reached = sent.some(({ failure }) => failure?.kind !== 'unreachable');
  const [first] = sent;
  if (reached || !first) return;
  throw new TargetError(`${base} cannot be reached: ${first.failure?.message ?? 'unknown'}`, {
    hint: 'Is the server running, and is this its base URL?',
  });
}

/** What was sent for an interaction, ready to be sent again. */
function sendAgain(verified: VerifiedInteraction, makeFresh: MakeFresh): SentRequest[] {
  const requests = exchangesOf(verified).map(({ request }) => request);
  const { values, interaction } = verified;
  const examples = Object.assign({}, ...interaction.states.map(({ parameters }) => parameters)) as JsonObject;
  return refreshRequests(requests, { values, examples, makeFresh });
}

/** A header's value stands as a variable, which is never written. */
function pactRepeatLine(url: string, options: VerifyPactsAtOptions & { runId: string }): string {
  const { contractPath, configPath, pact = [], broker, provider, header = {}, stateUrl, timeout, runId } = options;
  const { tlsFiles = {} } = options;
  return writeCommand(['pact verify', url], {
    headers: Object.fromEntries(Object.keys(header).map((name) => [name, `$${variableOf(name)}`])),
    flags: [
      ['contract', contractPath],
      ...pact.map((file): Flag => ['pact', shownPath(file)]),
      ['broker-url', broker?.brokerUrl],
      ['provider', provider],
      ['consumer-version-selectors', broker && JSON.stringify(broker.selectors)],
      ['state-url', stateUrl],
      ['config', configPath],
      ['insecure', tlsFiles.insecure === true ? true : undefined],
      ['ca', tlsFiles.ca],
      ['cert', tlsFiles.cert],
      ['key', tlsFiles.key],
      ['timeout', timeout === DEFAULTS.timeout ? undefined : timeout],
      ['run-id', runId],
    ],
  });
}

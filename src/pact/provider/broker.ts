/** A Pact broker, as far as a verification needs it: which pacts to verify, and what became of them. It speaks HAL. */
import { percentEncode } from '../../http/value/percent-encode.ts';
import { PactError, TargetError, UsageError } from '../../errors.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { plainUrl } from '../../http/client/plain-url.ts';
import { jsonOf, type Send } from './provider-access.ts';
import type { JsonObject } from '../consumer/interaction.ts';

export interface BrokerAccess {
  url: string;
  /** Sent to the broker's own origin only. */
  authorization?: string;
  send: Send;
}

export interface BrokerPact {
  /** As the broker has it. */
  document: JsonObject;
  /** Where the broker has it. */
  url: string;
  /** Where the outcome goes. */
  results: string | undefined;
}

export interface Wanted {
  /** The provider's name at the broker. */
  provider: string;
  /** Which versions of its consumers. */
  selectors: readonly JsonObject[];
  /** The provider's own branch. */
  branch?: string;
}

/** A broker's base URL, without a slash at its end. Throws a UsageError for text that is none, or that holds credentials. */
export function brokerBase(text: string): string {
  return plainUrl(text, { instead: credentialsHint }).href.replace(/\/$/, '');
}

const credentialsHint = 'Set PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.';

/** The pacts that `provider` is to be verified against. */
export async function fetchPacts(access: BrokerAccess, { provider, selectors, branch }: Wanted): Promise<BrokerPact[]> {
  const index = await ask(access, { url: access.url });
  const template = linkOf(index, 'pb:provider-pacts-for-verification');
  if (template === undefined) {
    throw new PactError(`${access.url} is no Pact broker: it names no pacts for verification`, {
      hint: 'Name the base URL of the broker.',
    });
  }
  const found = await ask(access, {
    url: template.replace('{provider}', percentEncode(provider)),
    body: {
      consumerVersionSelectors: selectors,
      includePendingStatus: false,
      ...(branch === undefined ? {} : { providerVersionBranch: branch }),
    },
  });
  const embedded = isSchemaObject(found['_embedded']) ? found['_embedded']['pacts'] : [];
  const urls = (Array.isArray(embedded) ? embedded : []).flatMap((each: unknown) => linkOf(each, 'self') ?? []);
  if (urls.length === 0) {
    throw new UsageError(`the broker has no pacts with the provider "${provider}" that fit the selectors`, {
      hint: `They were ${JSON.stringify(selectors)}.`,
    });
  }
  const pacts: BrokerPact[] = [];
  for (const url of urls) {
    const document = await ask(access, { url });
    pacts.push({ document, url, results: linkOf(document, 'pb:publish-verification-results') });
  }
  return pacts;
}

export interface Outcome {
  success: boolean;
  /** Of the provider. */
  version: string;
}

/** Tells the broker what became of a pact. */
export async function publishOutcome(
  access: BrokerAccess,
  pact: BrokerPact,
  { success, version }: Outcome,
): Promise<void> {
  if (pact.results === undefined) throw new PactError(`the broker takes no results for ${pact.url}`);
  const body = { success, providerApplicationVersion: version, verifiedBy: { implementation: 'docpact' } };
  await ask(access, { url: pact.results, body });
}

/** Puts the version on a branch of the provider. */
export async function recordBranch(
  access: BrokerAccess,
  { provider, branch, version }: { provider: string; branch: string; version: string },
): Promise<void> {
  const template = linkOf(await ask(access, { url: access.url }), 'pb:pacticipant-branch-version');
  if (template === undefined) throw new PactError(`${access.url} knows no branches; leave --provider-branch out`);
  const values: Readonly<Record<string, string>> = { pacticipant: provider, branch, version };
  const url = template.replace(/\{(\w+)\}/g, (_, name: string) => percentEncode(values[name] ?? ''));
  await ask(access, { url, method: 'PUT', body: {} });
}

interface Question {
  url: string;
  method?: string;
  /** Asked by POST unless a method is named. */
  body?: JsonObject;
}

async function ask(
  { url: home, authorization, send }: BrokerAccess,
  { url, body, method = body === undefined ? 'GET' : 'POST' }: Question,
): Promise<JsonObject> {
  const target = new URL(url, home);
  if (target.origin !== new URL(home).origin)
    throw new PactError(`the broker at ${home} refers to ${target.origin}, where credentials would not be safe`);
  const exchange = await send({
    method,
    url: target.href,
    headers: {
      accept: 'application/hal+json, application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  });
  const { response, failure } = exchange;
  if (!response) throw new TargetError(`the broker at ${home} cannot be reached: ${failure?.message ?? 'unknown'}`);
  if (response.status >= 300) {
    const message = `the broker answered ${response.status} to ${method} ${target.pathname}`;
    if (![401, 403].includes(response.status)) throw new PactError(message);
    throw new PactError(message, { hint: credentialsHint });
  }
  const value = jsonOf(exchange);
  return isSchemaObject(value) ? value : {};
}

function linkOf(holder: unknown, name: string): string | undefined {
  const links = isSchemaObject(holder) && isSchemaObject(holder['_links']) ? holder['_links'] : {};
  const link: unknown = [links[name]].flat()[0];
  return isSchemaObject(link) && typeof link['href'] === 'string' ? link['href'] : undefined;
}

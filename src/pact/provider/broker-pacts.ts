/** The pacts of a broker: fetched before a verification, told about after it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { httpTarget } from '../../http/client/http-target.ts';
import type { JsonObject } from '../consumer/interaction.ts';
import { type BrokerAccess, brokerBase, fetchPacts, publishOutcome, recordBranch } from './broker.ts';
import { brokerCredentials } from './broker-secrets.ts';
import { type PactFile, readPactFile } from './pact-file.ts';
import { openAccess } from './provider-access.ts';

export interface BrokerSettings {
  brokerUrl: string;
  /** The provider's name at the broker. */
  provider: string;
  selectors: readonly JsonObject[];
  /** The provider's own. */
  version?: string;
  branch?: string;
  /** Whether the broker is told the outcome. */
  publish: boolean;
}

export interface BrokerPacts {
  pacts: readonly PactFile[];
  /** Tells the broker for which pacts everything held. */
  tell: (succeeded: (pact: PactFile) => boolean) => Promise<void>;
  close: () => Promise<void>;
}

/** Fetches the pacts into a folder of their own, from which Pact reads them. */
export async function openBrokerPacts(
  settings: BrokerSettings,
  { timeout, signal }: { timeout: number; signal?: AbortSignal | undefined },
): Promise<BrokerPacts> {
  const { brokerUrl, provider, selectors, version, branch } = settings;
  const target = httpTarget(brokerUrl, { timeout });
  const { send, close } = openAccess(target, {}, { signal });
  const authorization = brokerCredentials();
  const access: BrokerAccess = { url: target.base, send, ...(authorization === undefined ? {} : { authorization }) };
  const folder = mkdtempSync(join(tmpdir(), 'docpact-broker-'));
  const leave = async (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    await close();
  };
  try {
    const found = await fetchPacts(access, { provider, selectors, ...(branch === undefined ? {} : { branch }) });
    const pacts = found.map(({ document, url }, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(document));
      return shownAs(readPactFile(file), url);
    });
    return {
      pacts,
      close: leave,
      async tell(succeeded) {
        if (!settings.publish || version === undefined) return;
        if (branch !== undefined) await recordBranch(access, { provider, branch, version });
        for (const [index, pact] of pacts.entries()) {
          const origin = found[index];
          if (origin) await publishOutcome(access, origin, { success: succeeded(pact), version });
        }
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** A report names the place at the broker, not the copy. */
function shownAs(pact: PactFile, url: string): PactFile {
  const interactions = pact.interactions.map((each) => ({
    ...each,
    place: { file: url, pointer: each.place.pointer },
  }));
  return { ...pact, interactions };
}

export interface BrokerFlags {
  brokerUrl?: string;
  provider?: string;
  consumerVersionSelectors?: string;
  providerVersion?: string;
  providerBranch?: string;
  publish?: boolean;
}

/** The broker that the flags name, if they do. Throws a UsageError for flags that lack another. */
export function readBrokerFlags(flags: BrokerFlags): BrokerSettings | undefined {
  const { brokerUrl, provider, consumerVersionSelectors, providerVersion, providerBranch, publish = false } = flags;
  if (brokerUrl === undefined) {
    const lone = publish || [consumerVersionSelectors, providerVersion, providerBranch].some(Boolean);
    if (lone) throw new UsageError('there is no broker to ask or to tell', { hint: 'Name it with --broker-url.' });
    return undefined;
  }
  if (provider === undefined)
    throw new UsageError('a broker has the pacts of many providers', { hint: 'Name yours with --provider.' });
  if (publish && providerVersion === undefined)
    throw new UsageError('--publish needs a version of the provider', { hint: 'Name it with --provider-version.' });
  return {
    brokerUrl: brokerBase(brokerUrl),
    provider,
    selectors: readSelectors(consumerVersionSelectors),
    publish,
    ...(providerVersion === undefined ? {} : { version: providerVersion }),
    ...(providerBranch === undefined ? {} : { branch: providerBranch }),
  };
}

/** What Pact recommends: what consumers have merged, and what is in use. */
const usual: readonly JsonObject[] = [{ mainBranch: true }, { deployedOrReleased: true }];

function readSelectors(text: string | undefined): readonly JsonObject[] {
  if (text === undefined) return usual;
  try {
    const value = JSON.parse(text) as JsonObject | JsonObject[];
    const selectors = [value].flat();
    if (selectors.length > 0 && selectors.every((each) => typeof each === 'object' && each !== null)) return selectors;
  } catch {
    // Told below.
  }
  throw new UsageError(`--consumer-version-selectors is not a list of JSON objects: ${text}`, {
    hint: `Write it as '[{"mainBranch":true}]'.`,
  });
}

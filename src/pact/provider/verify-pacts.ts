/** Verifies pacts against a provider: states, Pact's own verifier, and what Pact leaves unsaid. */
import type { VerifierOptions } from '@pact-foundation/pact';
import type { Contract } from '../../contract/contract.ts';
import { PactError } from '../../errors.ts';
import { mendPlaces } from './mend-places.ts';
import type { PactFile, PactInteraction } from './pact-file.ts';
import type { Send } from './provider-access.ts';
import { requirePact, runVerifier, type InteractionResult } from './run-verifier.ts';
import { weighDifferences, type Weighed } from './weigh-differences.ts';
import type { StateHandler } from './state-handler.ts';
import { startVerificationServer, type Recorded } from './verification-server.ts';

export interface VerifyPactsOptions {
  /** Tells what the document leaves to the provider. */
  contract: Contract;
  pacts: readonly PactFile[];
  /** Base URL of the provider, without a slash at its end. */
  base: string;
  /** Sends to the provider. */
  send: Send;
  handlers: ReadonlyMap<string, StateHandler>;
  /** Milliseconds for one answer. */
  timeout: number;
  /** Told of everything that Pact writes. */
  log: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** One interaction, verified. */
export interface VerifiedInteraction extends Recorded, Weighed {
  pact: PactFile;
  interaction: PactInteraction;
  /** What kept the interaction from being verified, in Pact's words. */
  error?: string;
}

/** Every interaction of every pact, in order. Throws a PactError where a handler or Pact itself fails. */
export async function verifyPacts(options: VerifyPactsOptions): Promise<VerifiedInteraction[]> {
  requirePact();
  const verified: VerifiedInteraction[] = [];
  for (const pact of options.pacts) verified.push(...(await verifyPact(pact, options)));
  return verified;
}

async function verifyPact(pact: PactFile, options: VerifyPactsOptions): Promise<VerifiedInteraction[]> {
  if (pact.interactions.length === 0) return [];
  const handed = mendPlaces(pact.file);
  const failed = new AbortController();
  const server = await startVerificationServer({ ...options, onError: (error) => failed.abort(error) });
  const settings: VerifierOptions = {
    provider: pact.provider,
    providerBaseUrl: server.url,
    providerStatesSetupUrl: server.stateUrl,
    pactUrls: [handed.file],
    failIfNoPactsFound: true,
    followRedirects: false,
    timeout: options.timeout + LONGER_THAN_SENDER,
    logLevel: 'info',
  };
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    const results = await runVerifier(settings, { log: options.log, signal });
    return join({ pact, contract: options.contract }, results, server.recorded);
  } finally {
    handed.remove();
    await server.close();
  }
}

/** Milliseconds that Pact waits longer than whoever sends, so that one of them alone decides. */
const LONGER_THAN_SENDER = 10_000;

/** Pact tells its results in the order in which it sent. */
function join(
  { pact, contract }: { pact: PactFile; contract: Contract },
  results: readonly InteractionResult[],
  recorded: readonly Recorded[],
): VerifiedInteraction[] {
  const { interactions } = pact;
  const named = interactions.map(({ description }, index) => results[index]?.description === description);
  if (results.length !== interactions.length || recorded.length !== results.length || named.includes(false)) {
    throw new PactError(
      `Pact did not get through ${pact.file}: it told of ${results.length} interactions, where there are ${interactions.length}`,
      { hint: 'What Pact itself said is in the file that --log names.' },
    );
  }
  return interactions.map((interaction, index) => {
    const record = recorded[index] as Recorded;
    const { mismatch } = results[index] as InteractionResult;
    const error = mismatch && !mismatch.mismatches ? (mismatch.message ?? mismatch.type) : undefined;
    return {
      ...record,
      pact,
      interaction,
      ...weighDifferences(mismatch?.mismatches ?? [], { contract, interaction, record }),
      ...(error === undefined ? {} : { error }),
    };
  });
}

/** The URL of what stands beside the provider: a broker, an endpoint for states. */
import { UsageError } from '../errors.ts';

/** Throws a UsageError for text that is no http(s) URL, or that holds credentials, which would be shown; `instead` says where they belong. */
export function plainUrl(text: string, { instead }: { instead: string }): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`"${text}" is not an http or https URL`, { hint: 'Name the whole URL.' });
  if (url.username !== '' || url.password !== '')
    throw new UsageError('credentials do not belong into the URL', { hint: instead });
  return url;
}

/** A broker's base URL, without a slash at its end. */
export function brokerBase(text: string): string {
  const instead = 'Set PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.';
  return plainUrl(text, { instead }).href.replace(/\/$/, '');
}

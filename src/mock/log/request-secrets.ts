/** What a client sent that is nobody else's business: neither the terminal nor the page shows it. */
import { isSecretName } from '../../http/display/secret-name.ts';
import type { SeenExchange } from './exchange-log.ts';

/** Values of secret headers and parameters of the query, as they were sent, by their names. */
export function requestSecrets({
  url,
  headers,
}: Pick<SeenExchange, 'url' | 'headers'>): [name: string, value: string][] {
  const ofHeaders = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    isSecretName(name) ? [value ?? []].flat().map((each) => [name, each]) : [],
  );
  return url.includes('?') ? [...ofHeaders, ...querySecrets(url)] : ofHeaders;
}

function querySecrets(url: string): [name: string, value: string][] {
  const [, query = ''] = url.split(/\?(.*)/s, 2);
  return query.split('&').flatMap((pair): [string, string][] => {
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2);
    return value !== '' && isSecretName(name) ? [[name, value]] : [];
  });
}

/** The target without the values of secret parameters, however short they are. */
export function hideInTarget(url: string): string {
  if (!url.includes('?')) return url;
  return url.replaceAll(/([?&])([^=&#]+)=([^&#]*)/g, (pair, mark: string, name: string) =>
    isSecretName(name) ? `${mark}${name}=•••` : pair,
  );
}

/** Addresses that users give: plain http(s) URLs, since what is in them is shown. */
import { UsageError } from '../../errors.ts';
import { isSecretName } from '../display/secret-name.ts';

/** Throws a UsageError for text that is no http(s) URL, or that holds credentials; `instead` says where they belong. */
export function plainUrl(
  text: string,
  { instead, example = 'the whole URL' }: { instead: string; example?: string },
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`"${text.replace(/\/\/.*@/, '//…@')}" is not an http or https URL`, {
      hint: `Name ${withScheme(text) ?? example}.`,
    });
  }
  if (url.username !== '' || url.password !== '')
    throw new UsageError('credentials do not belong into the URL', { hint: instead });
  return url;
}

/** A text without the credentials of the addresses in it: `user:password@`, and what is secret in a query by its name. */
export function hideCredentials(text: string): string {
  return text
    .replaceAll(
      /(?<![^\s"'(/:])((?:[a-z][a-z+.-]{0,20}:(?:\/\/)?)?)[^\s"'/@:]{1,200}:[^\s"'@]{1,500}@(?=[\w[])/gi,
      '$1…@',
    )
    .replaceAll(/([?&])([^\s"'=&#?]{1,100})=([^\s"'&#]*)/g, (pair, mark: string, name: string) =>
      isSecretName(name) ? `${mark}${name}=…` : pair,
    );
}

/** The address with the scheme that was left out; undefined for text that is none with it either. */
function withScheme(text: string): string | undefined {
  const isBare = /^[\w.-]+(?::\d+)?(?:\/\S*)?$/.test(text) || /^\[[\da-f:]+\](?::\d+)?(?:\/\S*)?$/i.test(text);
  return isBare && URL.canParse(`http://${text}`) ? `http://${text}` : undefined;
}

/** Where credentials for a server belong. */
export const credentialsInHeader = "Pass them with --header 'Authorization: …'.";

/** Secrets of the proxies that the environment names, as the redactor takes them. */
export function proxySecrets(environment: NodeJS.ProcessEnv = process.env): [name: string, value: string][] {
  return Object.entries(environment).flatMap(([name, text = '']): [string, string][] => {
    if (!/^(?:https?|all)_proxy$/i.test(name) || !URL.canParse(text)) return [];
    const { username, password } = new URL(text);
    if (password === '') return [];
    const pair = `${decode(username)}:${decode(password)}`;
    return [
      [name, pair],
      [name, `Basic ${Buffer.from(pair).toString('base64')}`],
    ];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

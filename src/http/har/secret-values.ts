/** Which parts of an exchange are secret, by what they are called, and how they are left out. */
import { isSecretName } from '../display/secret-name.ts';
import { variableOf } from '../display/write-curl.ts';

/** Shortest value of a body that is looked for elsewhere: shorter ones are words. */
const SHORTEST = 6;

/** Whether what is called so is secret: by its name alone, or since a document says so. */
export type IsSecret = (name: string) => boolean;

/** The secrets in headers, a URL's query and user info, and texts of bodies, each with its name. */
export function findSecrets({
  headers,
  url,
  texts,
  isSecret = isSecretName,
}: {
  headers: Readonly<Record<string, unknown>>;
  url: string;
  texts: readonly string[];
  isSecret?: IsSecret;
}): [name: string, value: string][] {
  const ofHeaders = Object.entries(headers).flatMap(([name, value]) =>
    isSecret(name)
      ? [value].flat().flatMap((text) => valuesOfHeader(name, String(text)))
      : userInfoOf(name === 'host' ? `//${String(value)}` : String(value)),
  );
  const ofQuery = url.includes('?') ? [...new URLSearchParams(url.slice(url.indexOf('?')))] : [];
  const others = [
    ...ofQuery.filter(([name]) => isSecret(name)),
    ...texts.flatMap(listMembers).filter(([name, value]) => isSecretName(name) && value.length >= SHORTEST),
  ];
  return [...ofHeaders, ...userInfoOf(url), ...others];
}

/** `name:password@` in an address (RFC 3986, 3.2.1): the password, or what stands alone. */
function userInfoOf(text: string): [string, string][] {
  return text.includes('@')
    ? [...text.matchAll(userInfo)].map(([, , info = '']) => ['userinfo', decode(info.slice(info.indexOf(':') + 1))])
    : [];
}

const userInfo = /(\/\/)([^\s/?#@"<>]+)@/g;

/** An address, or a target, without its user info and the values of secret parameters, however short they are. */
export function hideInAddress(url: string, isSecret: IsSecret, write: (name: string) => string): string {
  return url
    .replaceAll(userInfo, (_whole, slashes: string) => `${slashes}${write('userinfo')}@`)
    .replaceAll(/([?&])([^=&#?]+)=([^&#]*)/g, (pair, mark: string, name: string) =>
      isSecret(decode(name)) ? `${mark}${name}=${write(decode(name))}` : pair,
    );
}

/** A header's value; of cookies each by itself, and of Basic the password. */
function valuesOfHeader(name: string, value: string): [string, string][] {
  if (name.endsWith('cookie')) {
    const pairs = name === 'cookie' ? value.split(';') : value.split(';', 1);
    return [[name, value], ...pairs.map((pair): [string, string] => [name, pair.slice(pair.indexOf('=') + 1).trim()])];
  }
  const [, basic] = /^basic\s+(\S+)$/i.exec(value) ?? [];
  const own: [string, string] = [name, value];
  return basic === undefined ? [own] : [own, [name, Buffer.from(basic, 'base64').toString()]];
}

const jsonMember = /"((?:[^"\\]|\\.){1,100})"(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g;
const jsonItem = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const jsonList = new RegExp(
  String.raw`"((?:[^"\\]|\\.){1,100})"(\s*:\s*)\[\s*((?:${jsonItem.source})(?:\s*,\s*(?:${jsonItem.source}))*)\s*\]`,
  'g',
);
const formField = /(^|[&?\n])([^=&?\s"{}<>]{1,100})=([^&\s"<>]*)/g;
const partOfForm = /(name="([^"\r\n]{1,100})"[^\r\n]{0,300}(?:\r?\n[^\r\n]{1,300}){0,5}\r?\n\r?\n)([^\r\n]*)/g;
const xmlElement = /(<([\w:.-]{1,100})>)([^<]+)(?=<\/)/g;

/** Names and texts in JSON, forms and XML. */
function listMembers(text: string): [string, string][] {
  return [
    ...[...text.matchAll(jsonMember)].map(([, name = '', , value = '']): [string, string] => [name, unquote(value)]),
    ...[...text.matchAll(jsonList)].flatMap(([, name = '', , items = '']) => listItems(name, items)),
    ...[...text.matchAll(formField)].map(([, , name = '', value = '']): [string, string] => [name, decode(value)]),
    ...[...text.matchAll(partOfForm)].map(([, , name = '', value = '']): [string, string] => [name, value]),
    ...[...text.matchAll(xmlElement)].map(([, , name = '', value = '']): [string, string] => [name, value]),
  ];
}

/** Each item of a list, and all of them as one: a list of bytes, or a text in pieces. */
function listItems(name: string, items: string): [string, string][] {
  if (!isSecretName(name)) return [];
  const texts = (items.match(jsonItem) ?? []).map(unquote);
  return [...texts, texts.join(items.startsWith('"') ? '' : ',')].map((text) => [name, text]);
}

function unquote(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** A text of a body, or a URL, whose secret members stand as `$NAME`; JSON stays JSON. */
export function hideMembers(text: string): string {
  return text
    .replaceAll(jsonMember, (whole, name: string, colon: string) =>
      hide(whole, name, `"${name}"${colon}"$${variableOf(name)}"`),
    )
    .replaceAll(jsonList, (whole, name: string, colon: string) =>
      hide(whole, name, `"${name}"${colon}["$${variableOf(name)}"]`),
    )
    .replaceAll(formField, (whole, before: string, name: string) =>
      hide(whole, name, `${before}${name}=$${variableOf(name)}`),
    )
    .replaceAll(partOfForm, (whole, before: string, name: string) => hide(whole, name, `${before}$${variableOf(name)}`))
    .replaceAll(xmlElement, (whole, before: string, name: string) =>
      hide(whole, name, `${before}$${variableOf(name)}`),
    );
}

function hide(whole: string, name: string, written: string): string {
  return isSecretName(name) ? written : whole;
}

/** Whether a value holds what stands for a secret. */
export function holdsPlaceholder(value: unknown): boolean {
  if (typeof value === 'string') return /\$[A-Z][A-Z0-9_]*/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsPlaceholder);
}

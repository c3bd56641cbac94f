/** Puts the requests of a story to a server, and says what is wrong with the answers. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { judgeDocumented, type Answer } from '../documented.ts';
import type { Ask, Story } from './ask.ts';
import { fill, fillValue, send, type Names, type SendOptions } from './send.ts';

export interface JudgeOptions {
  /** Holds the server to what the document says, not to what the plain right servers have in common. */
  isLenient?: boolean;
}

export async function judgeStory(
  url: string,
  { asks }: Story,
  { isLenient = false }: JudgeOptions = {},
): Promise<string[]> {
  // One connection: what is left of a request spoils the next.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const names: Names = {};
  const problems: string[] = [];
  for (const ask of asks) {
    const answer = await (isLenient ? sendPatiently : send)(url, ask, { names, agent });
    const found = isLenient ? judgeLeniently(ask, answer, names) : judgeAsk(ask, answer, names);
    const sent = ask.sent && 'json' in ask.sent ? JSON.stringify(ask.sent.json).slice(0, 100) : '';
    problems.push(...found.map((each) => `${fill(ask.ask, names).slice(0, 100)} ${sent}: ${each}`));
    for (const [name, source] of Object.entries(ask.keep ?? {}))
      names[name] = take(answer, source, new URL(fill(ask.ask, names).split(' ')[1] ?? '', url));
  }
  agent.destroy();
  return problems;
}

/** Again, where the server says when. */
async function sendPatiently(url: string, ask: Ask, options: SendOptions): Promise<Answer> {
  const answer = await send(url, ask, options);
  if (answer.status !== 429) return answer;
  await sleep(1000 * Number(answer.headers['retry-after']));
  return sendPatiently(url, ask, options);
}

function judgeAsk(ask: Ask, answer: Answer, names: Names): string[] {
  const wanted = [ask.status].flat();
  if (!wanted.includes(answer.status))
    return [`${answer.status}, not ${wanted.join(' or ')}: ${answer.bytes.toString().slice(0, 200)}`];
  const [method = '', path = ''] = fill(ask.ask, names).split(' ');
  const documented = ask.beyond ? [] : judgeDocumented(method, path, answer);
  return [
    ...documented,
    ...judgeProblem(method, answer, ask),
    ...judgeContent(ask, answer, { names, isSame: isDeepStrictEqual }),
  ];
}

/** Success or refusal as wished, and as documented; lists may be cut, sorted or late. */
function judgeLeniently(ask: Ask, answer: Answer, names: Names): string[] {
  const [method = '', path = ''] = fill(ask.ask, names).split(' ');
  if (answer.status >= 500 && !ask.beyond) return [`${answer.status}`];
  if (ask.beyond) return [];
  const documented = judgeDocumented(method, path, answer);
  if (ask.open) return documented;
  const isRefused = [ask.status].flat().every((status) => status >= 400);
  if (answer.status >= 400 !== isRefused) return [`${answer.status}, not ${String(ask.status)}`, ...documented];
  const isList = method === 'GET' && /(networks|stations|sensors|readings|alerts)(\?|$)/.test(path);
  const content =
    isList || ask.has === undefined ? [] : judgeContent({ ...ask, lacks: [] }, answer, { names, isSame: isAlike });
  const left = Object.entries((readJson(answer) ?? {}) as Names).filter(([, member]) => member !== null);
  const lacked = isList ? [] : left.filter(([name]) => ask.lacks?.includes(name)).map(([name]) => `it has ${name}`);
  return [...documented, ...content, ...lacked];
}

/** A refusal says its own status, and why where that is its purpose. */
function judgeProblem(method: string, answer: Answer, { beyond }: Ask): string[] {
  if (answer.status < 400 || method === 'HEAD' || (beyond && answer.status === 400)) return [];
  const problem = readJson(answer) as { status?: unknown };
  const told = answer.headers['www-authenticate'] === undefined && answer.status === 401 ? ['no WWW-Authenticate'] : [];
  const allow = answer.headers['allow'] === undefined && answer.status === 405 ? ['no Allow'] : [];
  return [...(problem.status === answer.status ? [] : ['the problem has another status']), ...told, ...allow];
}

type Compare = (value: unknown, wanted: unknown) => boolean;

/** The same moment under another offset; nothing where there might be null. */
const isAlike: Compare = (value, wanted) => {
  if (wanted === null) return value === null || value === undefined;
  const isTime = [value, wanted].every((each) => typeof each === 'string' && /^\d{4}-\d\d-\d\dT/i.test(each));
  return isDeepStrictEqual(value, wanted) || (isTime && Date.parse(value as string) === Date.parse(wanted as string));
};

function judgeContent(ask: Ask, answer: Answer, { names, isSame }: { names: Names; isSame: Compare }): string[] {
  if (Buffer.isBuffer(ask.has)) return answer.bytes.equals(ask.has) ? [] : ['other bytes'];
  if (ask.has === undefined && ask.lacks === undefined) return [];
  const body = readJson(answer);
  const wanted = fillValue(ask.has ?? {}, names);
  const extra = (ask.lacks ?? []).filter((name) => typeof body === 'object' && body !== null && name in body);
  return [
    ...(hasAll(body, wanted, isSame)
      ? []
      : [`${answer.bytes.toString().slice(0, 300)} lacks ${JSON.stringify(wanted)}`]),
    ...extra.map((name) => `it has ${name}`),
  ];
}

/** Members may be more than wanted, items not. */
function hasAll(value: unknown, wanted: unknown, isSame: Compare): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, index) => hasAll(value[index] as unknown, item, isSame))
    );
  if (typeof wanted !== 'object' || wanted === null) return isSame(value, wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(wanted).every(([name, member]) => hasAll((value as Names)[name], member, isSame));
}

function readJson({ bytes }: Answer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}

function take(answer: Answer, source: string, base: URL): unknown {
  const header = source.startsWith('@') ? answer.headers[source.slice(1)] : undefined;
  if (source === '@location') return new URL(String(header), base).pathname;
  if (source.startsWith('@')) return header;
  return (readJson(answer) as Names | undefined)?.[source];
}

/** Puts the requests of a story to a server, and says what is wrong with the answers. */
import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { judgeDocumented, type Answer } from '../documented.ts';
import type { Ask, Story } from './ask.ts';
import { fill, fillValue, send, type Names } from './send.ts';

export async function judgeStory(url: string, { asks }: Story): Promise<string[]> {
  // One connection: what is left of a request spoils the next.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const names: Names = {};
  const problems: string[] = [];
  for (const ask of asks) {
    const answer = await send(url, ask, { names, agent });
    const found = judgeAsk(ask, answer, names);
    const sent = ask.sent && 'json' in ask.sent ? JSON.stringify(ask.sent.json).slice(0, 100) : '';
    problems.push(...found.map((each) => `${fill(ask.ask, names).slice(0, 100)} ${sent}: ${each}`));
    for (const [name, source] of Object.entries(ask.keep ?? {})) names[name] = take(answer, source);
  }
  agent.destroy();
  return problems;
}

function judgeAsk(ask: Ask, answer: Answer, names: Names): string[] {
  const wanted = [ask.status].flat();
  if (!wanted.includes(answer.status))
    return [`${answer.status}, not ${wanted.join(' or ')}: ${answer.bytes.toString().slice(0, 200)}`];
  const [method = '', path = ''] = fill(ask.ask, names).split(' ');
  const documented = ask.beyond ? [] : judgeDocumented(method, path, answer);
  return [...documented, ...judgeProblem(method, answer, ask), ...judgeContent(ask, answer, names)];
}

/** A refusal says its own status, and why where that is its purpose. */
function judgeProblem(method: string, answer: Answer, { beyond }: Ask): string[] {
  if (answer.status < 400 || method === 'HEAD' || (beyond && answer.status === 400)) return [];
  const problem = readJson(answer) as { status?: unknown };
  const told = answer.headers['www-authenticate'] === undefined && answer.status === 401 ? ['no WWW-Authenticate'] : [];
  const allow = answer.headers['allow'] === undefined && answer.status === 405 ? ['no Allow'] : [];
  return [...(problem.status === answer.status ? [] : ['the problem has another status']), ...told, ...allow];
}

function judgeContent(ask: Ask, answer: Answer, names: Names): string[] {
  if (Buffer.isBuffer(ask.has)) return answer.bytes.equals(ask.has) ? [] : ['other bytes'];
  if (ask.has === undefined && ask.lacks === undefined) return [];
  const body = readJson(answer);
  const wanted = fillValue(ask.has ?? {}, names);
  const extra = (ask.lacks ?? []).filter((name) => typeof body === 'object' && body !== null && name in body);
  return [
    ...(hasAll(body, wanted) ? [] : [`${answer.bytes.toString().slice(0, 300)} lacks ${JSON.stringify(wanted)}`]),
    ...extra.map((name) => `it has ${name}`),
  ];
}

/** Members may be more than wanted, items not. */
function hasAll(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, index) => hasAll(value[index] as unknown, item))
    );
  if (typeof wanted !== 'object' || wanted === null) return isDeepStrictEqual(value, wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(wanted).every(([name, member]) => hasAll((value as Names)[name], member));
}

function readJson({ bytes }: Answer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}

function take(answer: Answer, source: string): unknown {
  if (source.startsWith('@')) return answer.headers[source.slice(1)];
  return (readJson(answer) as Names | undefined)?.[source];
}

/** What the document and the laws say of one answer: an independent reading of them, in as few lines as they need. */
import { gunzipSync } from 'node:zlib';
import { answered, isObject, nullable, promised, submitted, type Body } from '../region-members.ts';
import { longest, type Answer } from './send-step.ts';
import type { Step } from './step.ts';

export interface Verdict {
  /** Sentences; none when the answer is right. */
  problems: string[];
  status?: number;
  body?: Body;
}

const statuses = { created: [201], refused: [400], either: [201, 400], 'one-of-many': [201, 400] };

/** Judges an answer alone; laws that tie several together are judge-probe's. */
export function judgeAnswer(step: Step, answer: Answer | Error): Verdict {
  if (answer instanceof Error) return { problems: [`no answer: ${answer.message}`] };
  const { status } = answer;
  if (step.also?.includes(status)) return { problems: [], status };
  if (!statuses[step.expected].includes(status)) return { problems: [`status ${status}`], status };
  const body = readJson(step, answer);
  if (!isObject(body)) return { problems: [body], status };
  return { problems: status === 201 ? judgeCreated(step.body ?? {}, body) : judgeFail(body), status, body };
}

function readJson(step: Step, { headers, body }: Answer): Body | string {
  const type = String(headers['content-type'] ?? 'none');
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) return `content type ${type}`;
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity' && (coding !== 'gzip' || /identity/.test(step.headers?.['accept-encoding'] ?? '')))
    return `coding ${String(coding)}`;
  try {
    const bytes = coding === 'gzip' ? gunzipSync(body, { maxOutputLength: longest }) : body;
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (/\\n\s+at .+:\d+|Traceback \(most recent/.test(text)) return 'a stack trace';
    return isObject(value) ? value : 'the body is no object';
  } catch (error) {
    return `no JSON: ${String(error)}`;
  }
}

function judgeFail({ msg }: Body): string[] {
  return typeof msg === 'string' && msg !== '' && [...msg].length <= 300 ? [] : [`msg ${JSON.stringify(msg)}`];
}

function judgeCreated(sent: Body, body: Body): string[] {
  const lacking = promised.filter((name) => !(name in body)).map((name) => `${name} absent`);
  const wrong = answered
    .filter(
      (name) => name in body && typeof body[name] !== 'string' && !(body[name] === null && nullable.includes(name)),
    )
    .map((name) => `${name} ${JSON.stringify(body[name])}`);
  const different = submitted
    .filter((name) => name in sent && body[name] !== (name === 'status' ? String(sent[name]) : sent[name]))
    .map((name) => `${name} is not what was sent`);
  const known: readonly string[] = submitted;
  const taken = Object.keys(sent)
    .filter(
      (name) => !known.includes(name) && name in body && JSON.stringify(body[name]) === JSON.stringify(sent[name]),
    )
    .map((name) => `${name} taken over`);
  return [...lacking, ...wrong, ...different, ...taken, ...(body['region_id'] === '' ? ['region_id empty'] : [])];
}

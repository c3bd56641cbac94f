/** The requests of a case as lines for a POSIX shell: what one answer gives, a variable carries into the next request. */
import { percentEncode } from '../../http/value/percent-encode.ts';
import { writeText } from '../../http/value/text.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Origin } from '../../contract/resource/origin.ts';
import { buildRequest } from '../../http/client/build-request.ts';
import type { ReceivedResponse, SentRequest } from '../../http/client/exchange.ts';
import { renewRequests } from '../../http/client/renew-requests.ts';
import { writeCurl } from '../../http/display/write-curl.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { CaseOutcome, StepOutcome } from '../check/outcome.ts';
import { changeValues } from '../plan/change-values.ts';
import type { Run } from '../run/prepare-run.ts';
import { freshDigitsIn } from './renew-case.ts';

/** Lines that can be pasted as they stand, in order, with texts that nobody has taken yet; what the case sends at once they send at once. */
export function writeCurlLines(run: Run, { case: each, steps }: CaseOutcome): string {
  const reads = findReads(steps);
  const variables = new Map(reads.map(({ variable }) => [run.plan.next(), variable]));
  const requests = renewRequests(
    steps.map((step, index) => withVariables(run, { step, reads: reads.filter(({ to }) => to === index), variables })),
    new Map(tokensOf({ case: each, steps }).map((token) => [token, run.plan.next()])),
  );
  const lines = requests.map((request, index) => {
    const curl = writeCurl(request, run.redactor.names, { variables });
    const read = new Map(reads.filter(({ from }) => from === index).map(({ variable, filter }) => [variable, filter]));
    return read.size === 0 ? curl : captureAnswer(curl, read);
  });
  if (each.connection !== 'together') return lines.join('\n');
  const isBefore = (index: number): boolean => steps[index]?.step.setup !== undefined;
  const before = lines.filter((_, index) => isBefore(index));
  const together = lines.filter((_, index) => !isBefore(index));
  return [...before, ...together.map((line) => `${line} &`), 'wait'].join('\n');
}

/** Fresh texts of the case, and of the steps that it shares with others. */
function tokensOf({ case: { tokens }, steps }: Pick<CaseOutcome, 'case' | 'steps'>): string[] {
  const shared = steps.filter(({ step }) => step.shared !== undefined);
  return [...new Set([...tokens, ...shared.flatMap(({ step }) => freshDigitsIn(step.values))])];
}

/** A value that the answer to step `from` gives to step `to`. */
interface Read {
  from: number;
  to: number;
  /** Tokens into the values of the request. */
  at: readonly string[];
  variable: string;
  /** Commands that find the value in the answer, head and body. */
  filter: string;
}

/** Those that a line can carry; what cannot be found by a filter, or written without being encoded, stays as it was sent. */
function findReads(steps: readonly StepOutcome[]): Read[] {
  return steps.flatMap(({ step }, to) =>
    (step.bind ?? []).flatMap(({ at }) => {
      const value = writeText(valueAt(step.values, at));
      if (at[0] !== 'header' && percentEncode(value) !== value) return [];
      const found = findFilter(steps, { to, at, value });
      if (!found) return [];
      const variable = `${found.operation.id}_${found.name}`.replaceAll(/\W/g, '_');
      return [{ from: found.from, to, at, variable, filter: found.filter }];
    }),
  );
}

/** Which answer holds what is at a place of a request, and how it is found there; a request before may have had it from yet another answer. */
function findFilter(
  steps: readonly StepOutcome[],
  { to, at, value }: Pick<Read, 'to' | 'at'> & { value: string },
): { from: number; filter: string; operation: Operation; name: string } | undefined {
  const binding = steps[to]?.step.bind?.find((each) => each.at.join('/') === at.join('/'));
  const source = binding && steps[binding.step];
  if (!source) return undefined;
  for (const origin of binding.from) {
    const { message, in: part, tokens } = origin.expression;
    if (message === 'request') return findFilter(steps, { to: binding.step, at: [part, ...tokens], value });
    const filter = source.exchange.response && filterFor(origin, source.exchange.response, value);
    if (filter !== undefined) return { from: binding.step, filter, operation: source.operation, name: at.at(-1) ?? '' };
  }
  return undefined;
}

/** The request with the text that stands for a variable wherever one belongs. */
function withVariables(
  { target, contract }: Run,
  {
    step: { operation, step, exchange },
    reads,
    variables,
  }: {
    step: StepOutcome;
    reads: readonly Read[];
    variables: ReadonlyMap<string, string>;
  },
): SentRequest {
  const { request } = exchange;
  if (reads.length === 0) return request;
  const changes = reads.map(({ at, variable }) => {
    const [text = ''] = [...variables].find(([, name]) => name === variable) ?? [];
    return { at, value: typeof valueAt(step.values, at) === 'number' ? Number(text) : text };
  });
  const values = changeValues(step.values, changes);
  const built = buildRequest(operation, { values, form: step.form }, { contract, base: target.base, headers: {} });
  const bound = Object.entries(built.headers).filter(([, text]) =>
    [...variables.keys()].some((each) => text.includes(each)),
  );
  return { ...built, headers: { ...request.headers, ...Object.fromEntries(bound) } };
}

/** `curl` with its answer kept and shown, and what it holds in variables. */
function captureAnswer(curl: string, read: ReadonlyMap<string, string>): string {
  const keep = [`answer=$(${curl.replace('curl -i', 'curl -s -i')})`, String.raw`printf '%s\n' "$answer"`];
  const found = [...read].map(([variable, filter]) => `${variable}=$(printf '%s\\n' "$answer" | ${filter})`);
  return [...keep, ...found].join('\n');
}

/** Commands that print `value` when they read the answer; undefined where none do. */
function filterFor({ expression, lastSegment }: Origin, response: ReceivedResponse, value: string): string | undefined {
  if (expression.message !== 'response') return undefined;
  const name = expression.tokens.at(-1) ?? '';
  return expression.in === 'header'
    ? filterHeader(name, { response, value, lastSegment: lastSegment === true })
    : filterMember(name, { response, value });
}

function filterHeader(
  name: string,
  { response, value, lastSegment }: { response: ReceivedResponse; value: string; lastSegment: boolean },
): string | undefined {
  const header = [response.headers[name.toLowerCase()] ?? []].flat().join(', ');
  const found = lastSegment
    ? header
        .replace(/[?#].*/, '')
        .replace(/\/$/, '')
        .replace(/.*\//, '')
    : header;
  if (found !== value) return undefined;
  const anyCase = name.replaceAll(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
  const segment = String.raw`; s/[?#].*//; s/\/$//; s/.*\///`;
  return `tr -d '\\r' | sed -n '/^${anyCase}: */{s///${lastSegment ? segment : ''};p;q;}'`;
}

/** Each member on a line of its own, then the one that is called so. */
function filterMember(
  name: string,
  { response, value }: { response: ReceivedResponse; value: string },
): string | undefined {
  if (name === '' || /[\\\s,{}[\]/'"]/.test(name)) return undefined;
  const member = new RegExp(String.raw`^ *"${name.replaceAll(/[^\w-]/g, String.raw`\$&`)}" *: *"?([^" ]*)`);
  const values = response.body
    .toString()
    .split(/[,{}[\]\n]/)
    .flatMap((line) => member.exec(line)?.[1] ?? []);
  const position = values.indexOf(value);
  if (position === -1) return undefined;
  const plain = name.replaceAll(/[.*^$]/g, String.raw`\$&`);
  const pattern = String.raw`^ *"${plain}" *: *"\{0,1\}\([^" ]*\).*`;
  const pick = position === 0 ? 'head -n 1' : `sed -n ${position + 1}p`;
  return `tr ',{}[]' '\\n\\n\\n\\n\\n' | sed -n 's/${pattern}/\\1/p' | ${pick}`;
}

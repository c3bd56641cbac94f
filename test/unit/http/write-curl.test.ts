/** A curl line that is pasted into a shell sends the same bytes again, and shows no secret. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { buildRequest } from '../../../src/http/client/build-request.ts';
import type { SentRequest } from '../../../src/http/client/exchange.ts';
import { planRun } from '../../../src/verify/verify.ts';
import { writeCurl } from '../../../src/http/display/write-curl.ts';
import { ownContract } from '../../write-contract.ts';

/** Stands for curl: prints its arguments, each before a NUL; what it reads where it is told to read, as hexadecimal digits. */
const standIn = String.raw`curl() { for each in "$@"; do if [ "$each" = @- ]; then od -An -v -tx1; else printf '%s' "$each"; fi; printf '\0'; done; }`;

/** The arguments that each line's curl gets. */
function runLines(lines: readonly string[], env: Record<string, string> = {}): Buffer[][] {
  const script = [standIn, ...lines.map((line) => `${line}; printf '\\0END\\0'`)].join('\n');
  const out = execFileSync('sh', ['-s'], {
    input: script,
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', ...env },
    maxBuffer: 1e9,
  });
  const parts: Buffer[][] = [[]];
  for (let start = 0; start < out.length;) {
    const end = out.indexOf(0, start);
    const part = out.subarray(start, end);
    if (part.equals(Buffer.from('END'))) parts.push([]);
    else parts.at(-1)?.push(part);
    start = end + 1;
  }
  return parts.slice(0, -1);
}

const request = (body: string | Buffer, headers: Record<string, string> = {}): SentRequest => ({
  method: 'POST',
  url: "http://127.0.0.1:8080/a'b?c=$d&e=`f`",
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(body),
});

function bodyOf(args: readonly Buffer[]): Buffer | undefined {
  const at = args.findIndex((arg) => arg.toString().startsWith('--data'));
  if (at === -1) return undefined;
  const body = args[at + 1] ?? Buffer.of();
  return String(args[at]) === '--data-binary' ? Buffer.from(body.toString().replaceAll(/\s/g, ''), 'hex') : body;
}

describe('a curl line', () => {
  it('sends every body of a plan again, byte for byte', async () => {
    const contract = loadContract(ownContract);
    const cases = await planRun({ contract, runId: 'curl' });
    const requests = cases.flatMap(({ operation, steps }) =>
      steps.map((step) => buildRequest(operation, step, { contract, base: 'http://127.0.0.1:1', headers: {} })),
    );
    const sent = runLines(requests.map((each) => writeCurl(each, new Set())));
    expect(sent).toHaveLength(requests.length);
    const wrong = requests.filter(
      ({ body }, index) => !(bodyOf(sent[index] ?? []) ?? Buffer.of()).equals(body ?? Buffer.of()),
    );
    expect(wrong.map(({ body }) => body?.toString().slice(0, 200))).toEqual([]);
  });

  it.each([
    ['quotes and dollars', `it's "$HOME" \`x\` \\ !`],
    ['control characters', 'a\tb\r\nc\u0001\u007f\u0085'],
    ['text that ends in a line feed', 'x\n'],
    ['a NUL', Buffer.from([0x61, 0, 0x62])],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x25, 0x5c, 0x0a])],
    ['a long repetition', `{"a":"${'数据 '.repeat(900)}it's"}`],
    ['a long repetition of hyphens', ` ${'-'.repeat(900)}`],
    ['a long repetition of percent signs', '%'.repeat(900)],
    ['a leading @', '@/etc/passwd'],
    ['nothing', ''],
  ])('keeps %s', (_, body) => {
    const [args = []] = runLines([writeCurl(request(body), new Set())]);
    expect(bodyOf(args)?.toString('latin1')).toBe(Buffer.from(body).toString('latin1'));
  });

  it('keeps the URL and the headers', () => {
    const [args = []] = runLines([writeCurl(request('{}', { 'x-odd': `a'b"$c` }), new Set())]);
    expect(args.map(String)).toEqual(expect.arrayContaining(["http://127.0.0.1:8080/a'b?c=$d&e=`f`", `x-odd: a'b"$c`]));
  });

  it('is one line, and short where the body repeats itself', () => {
    const line = writeCurl(request(`"${'['.repeat(20_000)}\n"`), new Set());
    expect(line).not.toContain('\n');
    expect(line.length).toBeLessThan(250);
  });

  it('takes secret values from the environment', () => {
    const line = writeCurl(
      request('{}', { authorization: 'Bearer s3cret', 'x-api-key': 'k3y' }),
      new Set(['authorization', 'x-api-key']),
    );
    expect(line).not.toMatch(/s3cret|k3y/);
    const [args = []] = runLines([line], { AUTHORIZATION: 'Bearer other', X_API_KEY: 'given' });
    expect(args.map(String)).toEqual(expect.arrayContaining(['authorization: Bearer other', 'x-api-key: given']));
  });
});

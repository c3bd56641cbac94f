/** The line that the mock writes of a request. */
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { isSecretName } from '../../../src/http/display/secret-name.ts';
import { createConcealer } from '../../../src/mock/log/conceal.ts';
import { formatLogLine } from '../../../src/mock/log/log-line.ts';

type Told = Parameters<typeof formatLogLine>[0];

const doubt = { in: 'body' as const, at: ['size'], keyword: 'expected', message: 'size must be >= 1' };
const answered = (status: number, more: Partial<Told['answer']> = {}): Told['answer'] => ({
  status,
  reasons: [],
  doubts: [],
  ...more,
});
const told = (more: Partial<Told>): Told => ({
  method: 'POST',
  url: '/things',
  headers: {},
  answer: answered(201),
  fault: undefined,
  duration: 0.44,
  ...more,
});
const line = (more: Partial<Told>): string =>
  stripVTControlCharacters(formatLogLine(told(more), createConcealer(isSecretName)));

it.each<[string, Partial<Told>, string]>([
  ['what it asked and got', {}, 'POST /things 201 0.4 ms'],
  [
    'why it was refused, all reasons',
    { answer: answered(400, { reasons: ['size is required', 'name must be string'] }) },
    'POST /things 400 0.4 ms  size is required; name must be string',
  ],
  [
    'that the document leaves it open',
    { answer: answered(201, { reasons: [doubt.message], doubts: [doubt] }) },
    'POST /things 201 0.4 ms  open: size must be >= 1',
  ],
  [
    'the scenario',
    { answer: answered(503, { scenario: 'maintenance' }) },
    'POST /things 503 0.4 ms  scenario: maintenance',
  ],
  [
    'that the connection was broken, and not why it would have been refused',
    { fault: 'reset', answer: answered(503, { reasons: ['unavailable'] }) },
    'POST /things reset 0.4 ms  fault: reset',
  ],
  ['that the answer was cut', { fault: 'cut' }, 'POST /things 201 0.4 ms  fault: cut'],
  [
    'of a watched server, whose fault it is',
    {
      answer: answered(200, { reasons: ['size is required'] }),
      problems: [{ kind: 'response-schema', clause: 'c', message: 'id must be integer' }],
    },
    'POST /things 200 0.4 ms  client: size is required; upstream: id must be integer',
  ],
  ['a line break as what it is', { url: '/a\nGET /forged' }, 'POST /a\\nGET /forged 201 0.4 ms'],
  ['parameters that are no secrets', { url: '/things?page=2&q=%C3%BC' }, 'POST /things?page=2&q=%C3%BC 201 0.4 ms'],
  [
    'no secret, whichever way it is repeated',
    {
      url: '/things/t0k3n-abcdef?token=t0k3n-abcdef&page=2',
      answer: answered(400, { reasons: [`name must be x, not "${Buffer.from('t0k3n-abcdef').toString('base64')}"`] }),
    },
    'POST /things/$TOKEN?token=•••&page=2 400 0.4 ms  name must be x, not "$TOKEN"',
  ],
])('tells %s', (_, more, expected) => {
  expect(line(more)).toBe(expected);
});

it('shortens what a client makes long', () => {
  const { length } = line({
    url: `/${'x'.repeat(10_000)}`,
    answer: answered(400, { reasons: ['y'.repeat(1_000_000)] }),
  });
  expect(length).toBeLessThan(1_100);
});

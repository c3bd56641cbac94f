/** A body that is none is accepted: as if a right one had come. */
import { takesForm } from '../../../contract/operation.ts';
import { isSchemaObject } from '../../../contract/schema.ts';
import type { ProbedOperation } from '../../probe/probed-operation.ts';
import type { ProbeStep } from '../../probe/probes.ts';
import { type Call, withValues } from '../../serve/call.ts';
import type { RightServer } from '../../serve/right-server.ts';
import { type Effect, fail, type FaultDraft, type ListFaults } from '../fault.ts';

interface OddBody {
  name: string;
  sentence: string;
  raw: (json: string) => string;
  is: (call: Call) => boolean;
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const oddBodies: readonly OddBody[] = [
  { name: 'empty', sentence: 'an empty body', raw: () => '', is: ({ text }) => text === '' },
  { name: 'blank', sentence: 'a blank body', raw: () => ' ', is: ({ text }) => text.trim() === '' },
  {
    name: 'malformed',
    sentence: 'malformed JSON',
    raw: (text) => text.replace('{', '{,'),
    is: ({ text }) => text !== '' && json(text) === undefined,
  },
  {
    name: 'truncated',
    sentence: 'JSON that stops short',
    raw: (text) => text.slice(0, -2),
    is: ({ text }) => text.startsWith('{') && !text.trimEnd().endsWith('}'),
  },
  {
    name: 'trailing',
    sentence: 'JSON with something behind it',
    raw: (text) => `${text}}`,
    is: ({ text }) => text.endsWith('}}') && json(text) === undefined && json(text.slice(0, -1)) !== undefined,
  },
  {
    name: 'single-quoted',
    sentence: 'single quotes',
    raw: (text) => text.replaceAll('"', "'"),
    is: ({ text }) => text.startsWith("{'"),
  },
  { name: 'array', sentence: 'an array', raw: (text) => `[${text}]`, is: ({ text }) => Array.isArray(json(text)) },
  {
    name: 'string',
    sentence: 'a string',
    raw: (text) => JSON.stringify(text),
    is: ({ text }) => typeof json(text) === 'string',
  },
  { name: 'number', sentence: 'a number', raw: () => '42', is: ({ text }) => typeof json(text) === 'number' },
  { name: 'boolean', sentence: 'true', raw: () => 'true', is: ({ text }) => typeof json(text) === 'boolean' },
  { name: 'null', sentence: 'null', raw: () => 'null', is: ({ text }) => text === 'null' },
  {
    name: 'empty-object',
    sentence: '{}',
    raw: () => '{}',
    is: ({ text }) => isSchemaObject(json(text)) && Object.keys(json(text) as object).length === 0,
  },
];

export const requestBody: ListFaults = (probed) => {
  const { operation } = probed;
  if (!operation.body?.contents[0]?.node) return [];
  // No form is empty JSON.
  const odds = oddBodies.filter(({ name }) => name !== 'empty-object' || !takesForm(operation));
  return odds.flatMap((odd) => [
    draft(probed, odd, { name: 'accepted', verb: 'accepts', effect: accept(probed) }),
    draft(probed, odd, { name: 'fails', verb: 'fails on', effect: fail }),
  ]);
};

function draft(
  probed: ProbedOperation,
  { name, sentence, raw, is }: OddBody,
  way: { name: string; verb: string; effect: Effect },
): FaultDraft {
  const made = probed.make('minimal');
  const { body, ...values } = made;
  const bytes = raw(JSON.stringify(body));
  const value = json(bytes);
  const step: ProbeStep = {
    values: value === undefined ? values : { ...values, body: value },
    form: { raw: Buffer.from(bytes) },
    ...(value === undefined && bytes.trim() !== '' ? { zone: 'invalid' as const } : {}),
  };
  return {
    id: `${name}:${way.name}`,
    clause: `${probed.operation.id}.request.body`,
    sentence: `${way.verb} ${sentence}`,
    probes: () => [{ steps: [step] }],
    wrap: (server: RightServer) => (call) => (is(call) ? way.effect(server, call) : server.handle(call)),
  };
}

function accept(probed: ProbedOperation): Effect {
  return ({ handle }, call) => handle(withValues(call, { ...call.values, body: probed.make('full').body }));
}

/** A valid request is refused for its form: its content type, what it accepts, how its JSON is written. */
import { type Operation, successMediaTypes } from '../../../contract/operation.ts';
import type { RequestForm } from '../../../http/client/build-request.ts';
import type { ProbedOperation } from '../../probe/probed-operation.ts';
import type { ProbeStep } from '../../probe/probes.ts';
import { type Call, type Reply, withText } from '../../serve/call.ts';
import { fail, type FaultDraft, type ListFaults, refuse } from '../fault.ts';

interface Form {
  name: string;
  sentence: string;
  form: RequestForm;
  is: (call: Call) => boolean;
  bodiless?: boolean;
}

const type = ({ headers }: Call): string => headers['content-type'] ?? '';

function formsFor(mediaType: string): Form[] {
  return [
    {
      name: 'charset',
      sentence: 'a charset',
      form: { contentType: `${mediaType}; charset=utf-8` },
      is: (call) => type(call).includes(';'),
    },
    {
      name: 'charset-upper',
      sentence: 'an upper-case charset',
      form: { contentType: `${mediaType};charset=UTF-8` },
      is: (call) => type(call).includes('UTF'),
    },
    {
      name: 'charset-tight',
      sentence: 'a charset without a blank before it',
      form: { contentType: `${mediaType};charset=utf-8` },
      is: (call) => /;\S/.test(type(call)),
    },
    {
      name: 'type-upper',
      sentence: 'an upper-case content type',
      form: { contentType: mediaType.toUpperCase() },
      is: (call) => /^[A-Z]/.test(type(call)),
    },
    {
      name: 'accept-any',
      sentence: 'Accept: */*',
      form: { headers: { accept: '*/*' } },
      is: ({ headers }) => headers['accept'] === '*/*',
      bodiless: true,
    },
    {
      name: 'accept-absent',
      sentence: 'no Accept header',
      form: { headers: { accept: null } },
      is: ({ headers }) => headers['accept'] === undefined,
      bodiless: true,
    },
    {
      name: 'gzip',
      sentence: 'an offer of gzip',
      form: { headers: { 'accept-encoding': 'gzip' } },
      is: ({ headers }) => headers['accept-encoding'] === 'gzip',
      bodiless: true,
    },
    {
      name: 'encodings',
      sentence: 'an offer of several encodings',
      form: { headers: { 'accept-encoding': 'gzip, deflate, br' } },
      is: ({ headers }) => headers['accept-encoding']?.includes('br') === true,
      bodiless: true,
    },
    {
      name: 'no-agent',
      sentence: 'no user agent',
      form: { headers: { 'user-agent': null } },
      is: ({ headers }) => headers['user-agent'] === undefined,
      bodiless: true,
    },
    {
      name: 'spaced',
      sentence: 'white space in its JSON',
      form: { json: 'spaced' },
      is: ({ text }) => /^\s/.test(text),
    },
    {
      name: 'escaped',
      sentence: 'escapes in its JSON',
      form: { json: 'escaped' },
      is: ({ text }) => text.includes('\\u'),
    },
    {
      name: 'slashes',
      sentence: 'escaped slashes in its JSON',
      form: { json: 'slashes' },
      is: ({ text }) => text.includes('\\/'),
    },
    { name: 'large', sentence: 'more than 16 KB', form: {}, is: ({ text }) => text.length > 16_384 },
  ];
}

function acceptExact(operation: Operation): Form[] {
  const accept = successMediaTypes(operation).join(', ');
  if (accept === '') return [];
  const is: Form['is'] = ({ headers }) => headers['accept'] === accept;
  return [{ name: 'accept-exact', sentence: `Accept: ${accept}`, form: { headers: { accept } }, is, bodiless: true }];
}

export const requestForm: ListFaults = (probed) => {
  const { operation } = probed;
  const mediaType = operation.body?.contents[0]?.mediaType;
  const forms = [...formsFor(mediaType ?? 'application/json'), ...acceptExact(operation)].filter(
    ({ bodiless }) => mediaType !== undefined || bodiless,
  );
  return forms.flatMap(({ name, sentence, form, is }) => {
    const probes = () => [
      { steps: [...(name === 'large' ? largeSteps(probed) : []), { values: probed.make('full'), form }] },
    ];
    const ways: [suffix: string, verb: string, effect: typeof refuse][] = [
      ['refused', 'refuses', refuse],
      ['fails', 'fails on', fail],
      ['garbled', 'garbles the answer to', async ({ handle }, call) => garble(await handle(call))],
    ];
    return ways.map(([suffix, verb, effect]): FaultDraft => ({
      id: `${name}:${suffix}`,
      sentence: `${verb} a request with ${sentence}`,
      probes,
      wrap: (server) => (call) => (is(call) ? effect(server, call) : server.handle(call)),
    }));
  });
};

/** A request of tens of kilobytes, for each member that may be so long. */
function largeSteps(probed: ProbedOperation): ProbeStep[] {
  const requests = probed.members.flatMap(({ at }) => probed.change('full', [{ at, value: 'x'.repeat(20_000) }]));
  return requests.map((values) => ({ values }));
}

function garble(reply: Reply): Reply {
  return withText(reply, '<html></html>');
}

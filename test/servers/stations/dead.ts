/** Dead and half-dead servers: right but for one operation, or two, that never does its work. */
import { problem, type Call, type Reply } from './right/call.ts';
import type { Way } from './right-server.ts';
import type { Variant } from './variant.ts';

/** What a dead operation answers to everything, by a word for it. */
const deaths: Readonly<Record<string, (call: Call) => Reply | Promise<Reply>>> = {
  400: () => problem(400, 'bad request'),
  401: () => problem(401, 'who are you?'),
  403: () => problem(403, 'not for you', { title: 'Forbidden' }),
  404: () => problem(404, 'there is none'),
  405: () => problem(405, 'not this way'),
  409: () => problem(409, 'it is there already'),
  415: () => problem(415, 'not of this type'),
  422: () => problem(422, 'something is wrong', { errors: [{ message: 'something is wrong' }] }),
  429: () => {
    const reply = problem(429, 'too many requests', { title: 'Too many requests' });
    return { ...reply, headers: { ...reply.headers, 'retry-after': '0' } };
  },
  500: () => problem(500, 'a null pointer', { title: 'Internal server error' }),
  501: () => problem(501, 'to come', { title: 'Not implemented' }),
  503: () => problem(503, 'come back later', { title: 'Unavailable' }),
  empty: () => ({ status: 200, headers: { 'content-type': 'application/json' } }),
  html: () => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    bytes: Buffer.from('<!doctype html><title>Welcome to nginx!</title>'),
  }),
  'html-500': () => ({
    status: 500,
    headers: { 'content-type': 'text/html' },
    bytes: Buffer.from('<h1>Internal Server Error</h1>'),
  }),
  'never-answers': () => new Promise(() => undefined),
};

const words: Readonly<Record<string, string>> = {
  empty: '200 with an empty body',
  html: 'a page of HTML with 200',
  'html-500': 'a page of HTML with 500',
  'never-answers': 'nothing at all',
};

/** Which operations die of what, each alone. */
const alone: readonly (readonly [death: string, ...operations: string[]])[] = [
  ['400', 'listNetworks', 'addStation', 'getAlert', 'patchStation', 'addPhoto'],
  ['401', 'registerNetwork', 'getStation', 'raiseAlert', 'putLogo', 'listSensors'],
  ['403', 'listStations', 'removeNetwork', 'recordReading', 'removePhoto'],
  [
    '404',
    'getNetwork',
    'getStation',
    'getReading',
    'getSensor',
    'removeStation',
    'getLogo',
    'headStation',
    'listReadings',
  ],
  ['405', 'replaceNetwork', 'removeSensor', 'acknowledgeAlert'],
  ['409', 'registerNetwork', 'acknowledgeAlert', 'putSensor', 'removeNetwork'],
  ['415', 'registerNetwork', 'patchStation', 'putLogo', 'addPhoto', 'recordReading'],
  ['422', 'addStation', 'raiseAlert', 'listReadings', 'recordReading', 'replaceNetwork', 'listAlerts'],
  ['429', 'getNetwork', 'listAlerts', 'putSensor'],
  ['500', 'getSensor', 'listSensors', 'getReading', 'removeNetwork', 'getPhoto', 'headNetwork'],
  ['501', 'patchStation', 'addPhoto', 'getLogo', 'removePhoto'],
  ['503', 'getHealth', 'listNetworks', 'getAlert', 'removeSensor'],
  ['empty', 'getNetwork', 'listStations', 'getReading', 'getHealth'],
  ['html', 'getStation', 'listSensors', 'listAlerts', 'getLogo'],
  ['html-500', 'addStation', 'removeStation', 'getPhoto'],
  ['never-answers', 'getNetwork', 'raiseAlert', 'listReadings'],
];

/** Two operations that die of the same. */
const pairs: readonly (readonly [death: string, first: string, second: string])[] = [
  ['404', 'getStation', 'patchStation'],
  ['404', 'getAlert', 'acknowledgeAlert'],
  ['400', 'registerNetwork', 'replaceNetwork'],
  ['401', 'listNetworks', 'listAlerts'],
  ['422', 'raiseAlert', 'addStation'],
  ['409', 'registerNetwork', 'removeNetwork'],
  ['500', 'putSensor', 'getSensor'],
  ['503', 'removeStation', 'removeSensor'],
  ['415', 'addPhoto', 'putLogo'],
  ['403', 'recordReading', 'listReadings'],
  ['429', 'addStation', 'raiseAlert'],
  ['html', 'getNetwork', 'getHealth'],
];

function kill(death: string, operations: readonly string[]): Variant {
  const isDead = ({ operation = '' }: Call): boolean => operations.includes(operation);
  const way: Way = {
    around: () => (call, next) => (isDead(call) ? (deaths[death] as (typeof deaths)[string])(call) : next()),
  };
  const sentence = `${operations.join(' and ')} always ${operations.length > 1 ? 'answer' : 'answers'} ${words[death] ?? death}.`;
  return { id: `${operations.map(toKebab).join('-and-')}-${death}`, sentence, operations, way };
}

const toKebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Does its work for some requests only. */
function half(
  id: string,
  sentence: string,
  operation: string,
  options: { when: (call: Call) => boolean; death: string },
): Variant {
  const { when, death } = options;
  const way: Way = {
    around: () => (call, next) =>
      call.operation === operation && when(call) ? (deaths[death] as (typeof deaths)[string])(call) : next(),
  };
  return { id: `half-${id}`, sentence, operations: [operation], way };
}

const says = (call: Call, text: string): boolean => call.bytes.includes(text);

const halfDead: readonly Variant[] = [
  half('filter', 'listNetworks fails with 500 as soon as a country is given.', 'listNetworks', {
    when: ({ query }) => query.has('country'),
    death: '500',
  }),
  half('tags', 'addStation refuses every station that has tags.', 'addStation', {
    when: (call) => says(call, '"tags"'),
    death: '422',
  }),
  half('if-match', 'patchStation answers 400 as soon as there is an If-Match.', 'patchStation', {
    when: ({ headers }) => 'if-match' in headers,
    death: '400',
  }),
  half('if-none-match', 'getNetwork fails with 500 as soon as there is an If-None-Match.', 'getNetwork', {
    when: ({ headers }) => 'if-none-match' in headers,
    death: '500',
  }),
  half('no-body', 'acknowledgeAlert refuses whoever sends no body, which is optional.', 'acknowledgeAlert', {
    when: ({ bytes }) => bytes.length === 0,
    death: '400',
  }),
  half('wind', 'recordReading refuses readings of wind.', 'recordReading', {
    when: (call) => says(call, '"wind"'),
    death: '422',
  }),
  half('scalar', 'recordReading takes readings of wind only.', 'recordReading', {
    when: (call) => says(call, '"scalar"'),
    death: '422',
  }),
  half('second-page', 'listStations fails with 500 for every page but the first.', 'listStations', {
    when: ({ query }) => query.has('page') && query.get('page') !== '1',
    death: '500',
  }),
  half('caption', 'addPhoto fails with 500 where there is a caption.', 'addPhoto', {
    when: (call) => says(call, 'caption'),
    death: '500',
  }),
  half('public', 'replaceNetwork refuses what says whether it is public.', 'replaceNetwork', {
    when: (call) => says(call, '"public"'),
    death: '422',
  }),
  half('null', 'patchStation fails with 500 on null.', 'patchStation', {
    when: (call) => says(call, 'null'),
    death: '500',
  }),
  half('critical', 'raiseAlert refuses what is critical.', 'raiseAlert', {
    when: (call) => says(call, '"critical"'),
    death: '422',
  }),
];

export const dead: readonly Variant[] = [
  ...alone.flatMap(([death, ...operations]) => operations.map((operation) => kill(death, [operation]))),
  ...pairs.map(([death, ...operations]) => kill(death, operations)),
  ...halfDead,
];

/** A refusal has the right status and says it in a shape that is not Fail's. */
import { changeReply } from '../change-stages.ts';
import { created, duplicate, minimal, raw, refused } from '../probe/step.ts';
import { json, type Reply } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const traceback =
  'Traceback (most recent call last):\n  File "views.py", line 12, in post\n    serializer.is_valid()\n';
const stack =
  'TypeError: Cannot read properties of undefined\n    at create (/srv/app/regions.js:12:7)\n    at next (/srv/app/router.js:3:1)';
const html = '<!DOCTYPE html><html><body><h1>400 Bad Request</h1></body></html>';

type Row = readonly [name: string, what: string, change: (reply: Reply) => Partial<Reply>];
const withBody =
  (body: unknown, type = 'application/json') =>
  () => ({ body, headers: { 'content-type': type } });

const bodies: readonly Row[] = [
  ['empty-object', 'is {}', withBody({})],
  ['detail', 'has detail for msg', withBody({ detail: 'not valid' })],
  ['message', 'has message for msg', withBody({ message: 'not valid' })],
  ['error', 'has error for msg', withBody({ error: 'not valid' })],
  ['capital-msg', 'has Msg for msg', withBody({ Msg: 'not valid' })],
  ['errors', 'is a list of errors by member', withBody({ url: ['This field is required.'] })],
  [
    'django',
    'has the shape of Django REST framework',
    withBody({ detail: 'not valid', err: { url: ['required'] }, code: 400 }),
  ],
  [
    'problem',
    'is a problem+json',
    withBody({ type: 'about:blank', title: 'Bad Request', status: 400 }, 'application/problem+json'),
  ],
  ['msg-null', 'has null for msg', withBody({ msg: null })],
  ['msg-number', 'has a number for msg', withBody({ msg: 10001 })],
  ['msg-boolean', 'has a boolean for msg', withBody({ msg: false })],
  ['msg-array', 'has an array for msg', withBody({ msg: ['not valid'] })],
  ['msg-object', 'has an object for msg', withBody({ msg: { url: 'required' } })],
  ['msg-empty', 'has an empty msg', withBody({ msg: '' })],
  ['msg-of-301', 'has a msg of 301 characters', withBody({ msg: 'x'.repeat(301) })],
  ['msg-of-5000', 'has a msg of 5,000 characters', withBody({ msg: '错'.repeat(5000) })],
  ['array', 'is an array', withBody([{ msg: 'not valid' }])],
  ['text', 'is a JSON text', withBody('not valid')],
  ['null', 'is null', withBody(null)],
  ['nested', 'has msg one level down', withBody({ error: { msg: 'not valid' } })],
  ['traceback', 'has a traceback beside msg', withBody({ msg: 'not valid', trace: traceback })],
  ['stack-in-msg', 'has a stack trace for msg', withBody({ msg: stack })],
];

const raws: readonly Row[] = [
  ['absent', 'is absent', withBody('', 'application/json')],
  ['html', 'is HTML', withBody(html, 'text/html; charset=utf-8')],
  ['html-as-json', 'is HTML, called JSON', withBody(html)],
  ['plain-text', 'is plain text', withBody('Bad Request', 'text/plain')],
  ['text-as-json', 'is plain text, called JSON', withBody('Bad Request')],
  ['stack-as-text', 'is a stack trace as text', withBody(stack, 'text/plain')],
  [
    'other-media-type',
    'is right and called text/html',
    ({ body }) => ({ body: JSON.stringify(body), headers: { 'content-type': 'text/html' } }),
  ],
  [
    'problem-media-type',
    'is right and called problem+json',
    ({ body }) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/problem+json' } }),
  ],
  ['no-media-type', 'is right and has no content type', ({ body }) => ({ body: JSON.stringify(body), headers: {} })],
  ['xml', 'is XML', withBody('<fail><msg>not valid</msg></fail>', 'application/xml')],
  ['form', 'is a form', withBody('msg=not+valid', 'application/x-www-form-urlencoded')],
  ['truncated', 'is cut short within JSON', withBody('{"msg": "not val')],
  ['single-quotes', 'is a Python literal', withBody("{'msg': 'not valid'}")],
];

const taken = minimal();
const reasons = [
  ['invalid', 'a refused member', [refused()]],
  ['duplicate', 'a taken name', [created(taken), duplicate(taken)]],
  ['malformed', 'what is no JSON', [raw('{"region_name": ')]],
] as const;

/** Texts are written as they are, all else as JSON. */
function writeTexts(change: Row[2], reason: (typeof reasons)[number][0], isText: boolean): Fault[2] {
  const replace = changeReply(reason, (reply) => ({ ...reply, ...change(reply) }));
  if (!isText) return replace;
  return (right) => ({
    ...replace(right),
    serialise: (reply) => (reply.reason === reason ? String(reply.body) : right.serialise(reply)),
  });
}

const faults = reasons.flatMap(([reason, what, probe]) => [
  ...bodies.map(([name, verb, change]): Fault => [
    `${reason}-${name}`,
    `The refusal of ${what} ${verb}.`,
    writeTexts(change, reason, false),
    probe,
  ]),
  ...raws.map(([name, verb, change]): Fault => [
    `${reason}-${name}`,
    `The refusal of ${what} ${verb}.`,
    writeTexts(change, reason, true),
    probe,
  ]),
]);

const repeatsRequest: Fault[] = [
  [
    'repeats-the-request',
    'A refusal repeats all of the request in msg.',
    (right) => ({
      validate: (value, call) =>
        right.validate(value, call) === undefined ? undefined : `not valid: ${JSON.stringify(value)}`,
      refuse: (reason, msg) => ({ ...right.refuse(reason, msg), headers: json }),
    }),
    [refused(minimal({ url: 5, cert_file: 'M'.repeat(400) }))],
  ],
];

export const errorBodies: FaultyServer[] = defineFaults('error-body', [...faults, ...repeatsRequest]);

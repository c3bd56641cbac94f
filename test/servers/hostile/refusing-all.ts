/** HTTP is spoken, and nothing that the document promises is to be had: each should be told in one line. */
import { refuseWhen } from '../change-stages.ts';
import { startServer } from '../right-server.ts';
import { defineHostile, onRequest, type Harm, type HostileServer, type Row } from './start-hostile.ts';

type Make = (request: {
  head: string;
  body: string;
  other: string;
}) => readonly [status: string, headers: readonly string[], body: string];

const answer =
  (make: Make): Harm =>
  (socket, other) =>
    onRequest(socket, (head, body) => {
      const [status, headers, text] = make({ head, body, other });
      const type = headers.some((header) => /^content-type/i.test(header)) ? [] : ['content-type: application/json'];
      socket.write(
        [`HTTP/1.1 ${status}`, ...type, ...headers, `content-length: ${Buffer.byteLength(text)}`, '', text].join(
          '\r\n',
        ),
      );
    });

const pathOf = (head: string): string => head.split(' ')[1] ?? '/';
const page = '<!DOCTYPE html><html><body><form action="/login">Sign in to continue</form></body></html>';

const refusals: readonly Row[] = [
  [
    'refuses-everything',
    '400 with a right Fail, whatever is sent.',
    answer(() => ['400 Bad Request', [], '{"msg":"enterprise_id is required"}']),
  ],
  ['refuses-everything-by-number', '400 with a Fail that differs each time, whatever is sent.', numbered()],
  [
    '401-to-all',
    '401, whatever is sent.',
    answer(() => [
      '401 Unauthorized',
      ['www-authenticate: Bearer'],
      '{"detail":"Authentication credentials were not provided."}',
    ]),
  ],
  [
    '401-without-header',
    '401 unless there is an Authorization, then 400.',
    answer(({ head }) =>
      /^authorization:/im.test(head)
        ? ['400 Bad Request', [], '{"msg":"token not known"}']
        : ['401 Unauthorized', [], '{"msg":"no token"}'],
    ),
  ],
  ['403-to-all', '403, whatever is sent.', answer(() => ['403 Forbidden', [], '{"msg":"not allowed"}'])],
  [
    '404-to-all',
    '404 as HTML, whatever is sent.',
    answer(() => ['404 Not Found', ['content-type: text/html'], '<h1>Not Found</h1>']),
  ],
  [
    '405-to-all',
    '405, whatever is sent.',
    answer(() => ['405 Method Not Allowed', ['allow: GET'], '{"detail":"Method \\"POST\\" not allowed."}']),
  ],
  [
    '429-to-all',
    '429, whatever is sent.',
    answer(() => ['429 Too Many Requests', ['retry-after: 3600'], '{"msg":"slow down"}']),
  ],
  [
    '500-to-all',
    '500 with a stack trace, whatever is sent.',
    answer(() => [
      '500 Internal Server Error',
      ['content-type: text/plain'],
      'Traceback (most recent call last):\n  File "views.py", line 3\nKeyError',
    ]),
  ],
  [
    '502-to-all',
    '502 of a gateway, whatever is sent.',
    answer(() => ['502 Bad Gateway', ['content-type: text/html'], '<center>nginx</center>']),
  ],
  [
    'sign-in-page',
    '200 and a page to sign in, whatever is sent.',
    answer(() => ['200 OK', ['content-type: text/html'], page]),
  ],
  [
    'creates-everything',
    '201 with one and the same answer, whatever is sent.',
    answer(() => [
      '201 Created',
      [],
      '{"region_id":"1","region_name":"a","region_alias":"a","url":"a","wsurl":"a","httpdomain":"a","tcpdomain":"a","status":"0"}',
    ]),
  ],
  [
    'mirror',
    '201 with what was sent, whatever that is.',
    answer(({ body }) => ['201 Created', [], Buffer.from(body, 'latin1').toString()]),
  ],
  [
    'nothing-at-all',
    '204, whatever is sent.',
    (socket) => onRequest(socket, () => void socket.write('HTTP/1.1 204 No Content\r\n\r\n')),
  ],
];

function numbered(): Harm {
  let number = 0;
  return answer(() => [
    '400 Bad Request',
    [],
    JSON.stringify({ msg: `refused, request ${(number += 1)} at ${Date.now()}` }),
  ]);
}

const redirect = (status: string, to: (other: string, path: string) => string): Harm =>
  answer(({ head, other }) => [status, [`location: ${to(other, pathOf(head))}`], '']);

const redirects: readonly Row[] = [
  ...(
    ['301 Moved Permanently', '302 Found', '303 See Other', '307 Temporary Redirect', '308 Permanent Redirect'] as const
  ).map((status): Row => [
    `redirects-away-${status.slice(0, 3)}`,
    `${status.slice(0, 3)} to another origin.`,
    redirect(status, (other, path) => other + path),
  ]),
  [
    'redirects-away-by-scheme',
    '307 to another origin whose scheme is left out.',
    redirect('307 Temporary Redirect', (other, path) => other.replace('http:', '') + path),
  ],
  ['redirect-loop', '307 to where the request went.', redirect('307 Temporary Redirect', (_, path) => path)],
  [
    'redirect-chain',
    '307 to a path that grows, without end.',
    redirect('307 Temporary Redirect', (_, path) => `${path}/x`.slice(-500)),
  ],
  ['redirects-nowhere', '307 without a location.', answer(() => ['307 Temporary Redirect', [], ''])],
  ['redirects-to-file', '302 to a file of the client.', redirect('302 Found', () => 'file:///etc/passwd')],
];

/** The right server, but for one member more that every request must have. */
const demanding: HostileServer = {
  name: 'demands-undocumented-field',
  family: 'refuses-all',
  sentence: 'A member that the document does not ask for is demanded of every request.',
  start: async () => ({
    ...(await startServer(refuseWhen((body) => !('token' in body)))),
    strays: [],
    connections: () => 0,
  }),
};

export const refusingHostiles: HostileServer[] = [
  demanding,
  ...refusals.map((row) => defineHostile('refuses-all', row)),
  ...redirects.map((row) => defineHostile('redirect', row)),
];

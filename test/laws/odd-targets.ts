/** Odd request lines: methods, targets, versions, and what is not HTTP at all. */
import {
  bytesOf,
  either,
  headOf,
  jsonOf,
  oddParts,
  requestOf,
  type Expectation,
  type OddRequest,
  type OddTarget,
} from './odd-request.ts';

function oddMethods(target: OddTarget): OddRequest[] {
  const send = (method: string) => [requestOf(target, jsonOf(target), { method })];
  const plain = (method: string) => [bytesOf(headOf(target, { method, headers: { 'content-type': undefined } }))];
  const dropped = { mayClose: true };
  return [
    ...['GET', 'DELETE', 'TRACE', 'PROPFIND', 'PURGE', 'SEARCH'].map((method) =>
      oddParts(`the method ${method}`, plain(method), [405]),
    ),
    ...['PUT', 'PATCH', 'REPORT'].map((method) => oddParts(`the method ${method} with a body`, send(method), [405])),
    oddParts('the method HEAD', plain('HEAD'), [405], { fail: false, bodiless: true }),
    oddParts('the method OPTIONS', plain('OPTIONS'), [204, 200, 405], { fail: false }),
    oddParts('the method GET with a body', send('GET'), [405]),
    oddParts(
      'the method CONNECT',
      ['CONNECT mock.test:443 HTTP/1.1\r\nhost: mock.test\r\n\r\n'],
      [400, 404, 405],
      dropped,
    ),
    oddParts('the method in lower case', send(target.method.toLowerCase()), [400, 405], dropped),
    oddParts('a method that does not exist', send('FROBNICATE'), [400, 405], dropped),
    oddParts('a method of 10,000 characters', send('A'.repeat(10_000)), [400, 405], dropped),
    oddParts('an empty method', send(''), [400], dropped),
    oddParts('a space before the method', send(` ${target.method}`), [400], dropped),
  ];
}

function oddPaths(target: OddTarget): OddRequest[] {
  const { path } = target;
  const parts = path.split('/');
  const absent: readonly (readonly [string, string])[] = [
    ['the root', '/'],
    ['another path', '/nothing/here'],
    ['only a part of the path', parts.slice(0, -1).join('/')],
    ['more than the path', `${path}/more`],
    ['the path in capitals', path.toUpperCase()],
    ['a slash after the path', `${path}/`],
    ['two slashes before the path', `/${path}`],
    ['two slashes within the path', path.replace(/\/([^/]+)$/, '//$1')],
    ['a dot segment that leads out', '/../../etc/passwd'],
    ['an encoded way out', '/%2e%2e%2f%2e%2e%2fetc/passwd'],
    ['a way out by backslashes', '/..\\..\\windows\\win.ini'],
    ['an encoded slash', path.replace(/\/([^/]+)$/, '%2f$1')],
    ['a semicolon parameter', `${path};jsessionid=1`],
    ['a NUL by escape', `${path}%00`],
    ['a line break by escape', `${path}%0d%0aset-cookie:a=b`],
    ['the favicon', '/favicon.ico'],
    ['a name of every object', '/__proto__/constructor'],
    ['the path below a proxy’s prefix', `/api${path}`],
    ['a path of 5,000 characters', `/${'a'.repeat(5000)}`],
    ['a path of 2,000 segments', '/a'.repeat(2000)],
    ['a path of markup', '/<script>'],
    ['a path in raw UTF-8', '/数据中心'],
  ];
  const broken: readonly (readonly [string, string])[] = [
    ['a percent sign alone', '/%'],
    ['an escape that is none', `${path}%zz`],
    ['an escape of bytes that are not UTF-8', `${path}%ff%fe`],
    ['an escape cut short', `${path}%e`],
    ['an overlong escape', '/%c0%af'],
  ];
  const send = (to: string) => [requestOf(target, jsonOf(target), { path: to })];
  return [
    ...absent.map(([sentence, to]) => oddParts(sentence, send(to), [404, 400])),
    ...broken.map(([sentence, to]) => oddParts(sentence, send(to), [404, 400])),
    oddParts(
      'the path with an encoded letter',
      send(path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
      [201, 404],
    ),
    oddParts('a dot segment within the path', send(path.replace(/\/([^/]+)$/, '/./$1')), [404, 201]),
  ];
}

function oddQueries(target: OddTarget): OddRequest[] {
  const queries: readonly (readonly [string, string, readonly number[]])[] = [
    ['an empty query', '?', [201]],
    ['an unknown query parameter', '?unknown=1', either],
    ['a query with a broken escape', '?a=%zz&%', either],
    ['a query of brackets', '?a[b][c]=1&a[]=2', either],
    ['a query with __proto__', '?__proto__=1&__proto__[x]=2&constructor=3', either],
    ['a query of two question marks', '??a=1', either],
    [
      'a query of 5,000 parameters',
      `?${Array.from({ length: 2500 }, (_, index) => `a=${index % 10}`).join('&')}`,
      either,
    ],
    ['a query that repeats the body', '?region_name=other', either],
    ['a fragment', '#part', [201, 400, 404]],
    ['a preferred status of garbage in the query', '?__code=abc&__dynamic=2&__example=', [201]],
    ['a preferred status in the query that is not documented', '?__code=500', [404, 201]],
    ['an unknown preference in the query', '?__unknown=1&__=2', either],
  ];
  return queries.map(([sentence, query, statuses]) =>
    oddParts(sentence, [requestOf(target, jsonOf(target), { path: `${target.path}${query}` })], statuses),
  );
}

function oddForms(target: OddTarget): OddRequest[] {
  const { path } = target;
  const dropped = { mayClose: true };
  const send = (
    sentence: string,
    changes: Parameters<typeof headOf>[1],
    statuses: readonly number[],
    expectation: Expectation = {},
  ) => oddParts(sentence, [requestOf(target, jsonOf(target), changes)], statuses, expectation);
  return [
    send('the absolute form of the target', { path: `http://mock.test${path}` }, [201]),
    send('the absolute form for another host', { path: `http://elsewhere.example:99${path}` }, [201, 400, 404, 421]),
    send('the absolute form with another scheme', { path: `ftp://mock.test${path}` }, [201, 400, 404, 421], dropped),
    send('the absolute form without a host', { path: `http://${path}` }, [201, 400, 404], dropped),
    send('the asterisk as target', { path: '*' }, [400, 404], dropped),
    oddParts('OPTIONS for the whole server', [headOf(target, { method: 'OPTIONS', path: '*' })], [204, 200, 404, 400], {
      fail: false,
    }),
    send('the authority form', { path: 'mock.test:80' }, [400, 404], dropped),
    send('a target without its slash', { path: path.slice(1) }, [400, 404], dropped),
    send('an empty target', { path: '' }, [400], dropped),
    send('a target with a space in it', { path: `${path} more` }, [400, 404], dropped),
    send('a target of 20,000 characters', { path: `${path}?${'a'.repeat(20_000)}` }, [431, 414, 400], dropped),
    send('HTTP/1.0', { version: 'HTTP/1.0' }, [201]),
    send('HTTP/1.0 without Host', { version: 'HTTP/1.0', headers: { host: undefined } }, [201]),
    send('HTTP/1.1 without Host', { headers: { host: undefined } }, [400], dropped),
    send('two Hosts', { headers: { host: ['a.test', 'b.test'] } }, [400, 201], dropped),
    send('an empty Host', { headers: { host: '' } }, [201, 400]),
    send('a Host of garbage', { headers: { host: '@@/../' } }, [201, 400, 404]),
    send('HTTP/2 in words', { version: 'HTTP/2.0' }, [201, 400, 505], dropped),
    send('HTTP/9.9', { version: 'HTTP/9.9' }, [400, 505], dropped),
    send('another protocol', { version: 'RTSP/1.0' }, [201, 400, 505], dropped),
    send('no version', { version: '' }, [400], dropped),
    send('a version in lower case', { version: 'http/1.1' }, [400], dropped),
  ];
}

function notHttp(target: OddTarget): OddRequest[] {
  const dropped = { mayClose: true };
  const ask = (sentence: string, bytes: string | Buffer, expectation: Expectation = {}) =>
    oddParts(sentence, [bytes], [400, 405, 408, 414, 431], { ...dropped, ...expectation });
  return [
    ask('a greeting', 'hello\r\n\r\n'),
    ask('binary garbage', Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 37 + 129) % 256))),
    ask('NULs', Buffer.alloc(64)),
    ask(
      'the hello of TLS',
      Buffer.from('16030100a5010000a10303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex'),
    ),
    ask('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    ask('a request of HTTP/0.9', `GET ${target.path}\r\n\r\n`),
    ask('an answer instead of a request', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'),
    ask('a command of SMTP', 'EHLO mock.test\r\n'),
    ask('a command of SSH', 'SSH-2.0-OpenSSH_9.6\r\n'),
    ask('a command of Redis', '*1\r\n$4\r\nPING\r\n'),
    ask('JSON without any HTTP', jsonOf(target)),
    ask('a head that stops, then the end', `${target.method} ${target.path} HTTP/1.1\r\nhost: mock.te`, {
      halfClose: true,
    }),
    ask('nothing, then the end', '', { halfClose: true }),
    ask('a head that never ends', `${target.method} ${target.path} HTTP/1.1\r\nhost: mock.test\r\n`),
    ask('a request line that never ends', target.method),
  ];
}

/** Every odd way to begin a request. */
export function oddTargets(target: OddTarget): OddRequest[] {
  return [...oddMethods(target), ...oddPaths(target), ...oddQueries(target), ...oddForms(target), ...notHttp(target)];
}

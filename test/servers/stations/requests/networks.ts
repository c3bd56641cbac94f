/** Requests about networks. */
import { begin, json, text, type Ask, type Story } from './ask.ts';

const network = { slug: 'n-plain', name: 'Plain', country: 'AT' };
const refused = (change: object): Ask => ({
  ask: 'POST /networks',
  sent: json({ ...network, slug: 'n-refused', ...change }),
  status: 422,
});
const accepted = (change: { slug: string; [member: string]: unknown }): Ask => ({
  ask: 'POST /networks',
  sent: json({ ...network, ...change }),
  status: 201,
  has: change,
});
const without = (name: string): Ask => ({
  ask: 'POST /networks',
  sent: json(Object.fromEntries(Object.entries(network).filter(([key]) => key !== name))),
  status: 422,
});

const registering: Story = {
  sentence: 'A network is registered once, read, listed and removed.',
  asks: [
    { ask: 'GET /networks/n-plain', status: 404 },
    {
      ask: 'POST /networks',
      sent: json(network),
      status: 201,
      has: { ...network, public: false, stationCount: 0 },
      keep: { where: '@location', tag: '@etag', createdAt: 'createdAt' },
    },
    { ask: 'GET {where}', status: 200, has: network },
    { ask: 'POST /networks', sent: json({ ...network, name: 'Other' }), status: 409 },
    { ask: 'GET /networks/n-plain', status: 200, has: network },
    { ask: 'HEAD /networks/n-plain', status: 200 },
    { ask: 'HEAD /networks/n-nowhere', status: 404 },
    { ask: 'GET /networks?limit=1&cursor=n-plaim', status: 200, has: { items: [network] }, open: true },
    { ask: 'DELETE /networks/n-plain', status: 204 },
    { ask: 'DELETE /networks/n-plain', status: 404 },
    { ask: 'GET /networks/n-plain', status: 404 },
    { ask: 'HEAD /networks/n-plain', status: 404 },
    { ask: 'GET /networks?limit=1&cursor=n-plaim', status: 200, open: true },
    { ask: 'POST /networks', sent: json({ ...network, name: 'Again' }), status: 201, has: { name: 'Again' } },
  ],
};

const values: Story = {
  sentence: 'The members of a network are held against the document.',
  asks: [
    ...['slug', 'name', 'country'].map(without),
    ...['', 'a', 'A-b', '1ab', 'a_b', 'a b', 'ab\n', 'é-a', `a${'b'.repeat(39)}`, 7, null, true, [], {}].map((slug) =>
      refused({ slug }),
    ),
    ...['', 'x'.repeat(81), 7, null, false, ['x'], { a: 1 }].map((name) => refused({ name })),
    ...['at', 'AUT', 'A', '', 'ÄÖ', 'AT\n', 1, null].map((country) => refused({ country })),
    ...['x', 'a@b', '@b.example', 'a@b.example\n', '', 7, null, `${'a'.repeat(250)}@b.example`].map((contactEmail) =>
      refused({ contactEmail }),
    ),
    ...['true', 1, null, []].map((value) => refused({ public: value })),
    accepted({ slug: 'ab' }),
    accepted({ slug: `a${'-'.repeat(38)}` }),
    accepted({ slug: 'n-1', name: 'x'.repeat(80) }),
    accepted({ slug: 'n-2', name: '🏔'.repeat(80) }),
    accepted({ slug: 'n-3', name: ' \u0000\u001f"\\/<>&\u2028数据 ' }),
    accepted({ slug: 'n-4', contactEmail: "o'neill+x@sub.b-c.example", public: true }),
    refused({ name: '🏔'.repeat(81) }),
    { ask: 'GET /networks/n-3', status: 200, has: { name: ' \u0000\u001f"\\/<>&\u2028数据 ' } },
    { ask: 'GET /networks/n-refused', status: 404 },
    {
      ...accepted({ slug: 'n-5' }),
      sent: json({ ...network, slug: 'n-5', stationCount: 9, colour: 'red' }),
      open: true,
    },
  ],
};

const raw = (body: string | Buffer, status: Ask['status'], slug?: string): Ask[] => [
  { ask: 'POST /networks', sent: text(body), type: 'application/json', status },
  ...(slug ? [{ ask: `GET /networks/${slug}`, status: 200, has: { slug } }] : []),
];
const open = (asks: readonly Ask[]): Ask[] => asks.map((ask) => ({ ...ask, open: true }));
const rawNetwork = (slug: string, more = ''): string => `{"slug":"${slug}","name":"x","country":"AT"${more}}`;

const bodies: Story = {
  sentence: 'A body that is no JSON is refused, one of another type is not read.',
  asks: [
    ...raw('', 400),
    ...raw('{', 400),
    ...raw('nonsense', 400),
    ...raw(`${rawNetwork('b-trailing')}x`, 400),
    ...open(raw(`\ufeff${rawNetwork('b-mark')}`, 400)),
    ...raw(rawNetwork('b-nan', ',"public":NaN'), 400),
    ...raw(rawNetwork('b-comma', ','), 400),
    ...raw("{'slug':'b-quotes'}", 400),
    ...raw('{"slug":"b-control","name":"a\nb","country":"AT"}', 400),
    ...raw(Buffer.concat([Buffer.from('{"slug":"b-latin","name":"'), Buffer.from([0xe9]), Buffer.from('"}')]), 400),
    ...raw(Buffer.from('\u0000\u0000'), 400),
    ...raw(Buffer.from(rawNetwork('b-utf16'), 'utf16le'), 400),
    ...['null', '[]', '"x"', '7', 'true', '{}', '[{}]'].flatMap((body) => raw(body, 422)),
    ...raw(` \r\n\t${rawNetwork('b-spaces')}\n`, 201, 'b-spaces'),
    ...open(raw('{"slug":"b-first","slug":"b-second","name":"x","country":"AT"}', 201, 'b-second')),
    ...open(raw(rawNetwork('b-proto', ',"__proto__":{"a":1},"constructor":1'), 201, 'b-proto')),
    ...raw('{"slug":"b-escape\\u0064","name":"\\ud83c\\udfd4","country":"\\u0041T"}', 201, 'b-escaped'),
    ...open(raw(rawNetwork('b-deep', `,"x":${'['.repeat(2000)}${']'.repeat(2000)}`), 201, 'b-deep')),
    ...raw(`{"slug":${'['.repeat(2000)}${']'.repeat(2000)}}`, 422),
    ...raw(`${'['.repeat(2000)}${']'.repeat(2000)}`, 422),
    ...raw(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`, 422),
    ...raw('['.repeat(2000), 400),
    ...raw('['.repeat(200_000), 400),
    ...open(raw(rawNetwork('b-huge', `,"x":${'9'.repeat(6000)}`), 201, 'b-huge')),
    ...open(raw(rawNetwork('b-long', `,"x":"${'y'.repeat(200_000)}"`), 201, 'b-long')),
    ...['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonx', 'json', ''].map(
      (type) => ({
        ask: 'POST /networks',
        sent: text(rawNetwork('b-type')),
        type,
        status: 415,
        ...(type === '' ? { open: true as const } : {}),
      }),
    ),
    {
      ask: 'POST /networks',
      sent: text(rawNetwork('b-latin1')),
      type: 'application/json; charset=iso-8859-1',
      status: 415,
    },
    {
      ask: 'POST /networks',
      sent: text(rawNetwork('b-gzip')),
      type: 'application/json',
      headers: { 'content-encoding': 'gzip' },
      status: 415,
    },
    {
      ask: 'POST /networks',
      sent: text(rawNetwork('b-charset')),
      type: 'Application/JSON ;Charset="UTF-8"',
      status: 201,
    },
    { ask: 'GET /networks/b-type', status: 404, open: true },
    ...['b-chunked', 'b-again'].map((slug) => ({
      ask: 'POST /networks',
      sent: text(rawNetwork(slug)),
      type: 'application/json',
      headers: { 'transfer-encoding': 'chunked' },
      status: 201,
    })),
    {
      ask: 'POST /networks',
      sent: text(rawNetwork('b-expected')),
      type: 'application/json',
      headers: { expect: '100-continue' },
      status: 201,
    },
    { ask: 'GET /networks/b-chunked', sent: text('{"a":1}'), type: 'application/json', status: 200 },
  ],
};

const replacing: Story = {
  sentence: 'A replacement leaves nothing of what was before, and is meant for one version where it says so.',
  asks: [
    {
      ask: 'POST /networks',
      sent: json({ slug: 'r-a', name: 'One', country: 'AT', contactEmail: 'a@b.example', public: true }),
      status: 201,
      keep: { tag: '@etag', createdAt: 'createdAt' },
    },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '{tag}' }, status: 304 },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': 'W/{tag}' }, status: 304 },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '"x", {tag}' }, status: 304 },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '*' }, status: 304 },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '"x"' }, status: 200 },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': 'nonsense' }, status: 200 },
    { ask: 'GET /networks/r-none', headers: { 'if-none-match': '*' }, status: 404 },
    {
      ask: 'PUT /networks/r-a',
      sent: json({ name: 'Two', country: 'DE' }),
      headers: { 'if-match': '"other"' },
      status: 412,
    },
    { ask: 'PUT /networks/r-a', sent: json({ name: 'Two', country: 'DE' }), headers: { 'if-match': 'x' }, status: 412 },
    { ask: 'GET /networks/r-a', status: 200, has: { name: 'One' } },
    {
      ask: 'PUT /networks/r-a',
      sent: json({ name: 'Two', country: 'DE' }),
      headers: { 'if-match': '{tag}' },
      status: 200,
      has: { slug: 'r-a', name: 'Two', country: 'DE', public: false, createdAt: '{createdAt}' },
      lacks: ['contactEmail'],
      keep: { newer: '@etag' },
    },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '{tag}' }, status: 200, has: { name: 'Two' } },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '{newer}' }, status: 304 },
    {
      ask: 'PUT /networks/r-a',
      sent: json({ name: 'Three', country: 'DE' }),
      headers: { 'if-match': '{tag}' },
      status: 412,
    },
    {
      ask: 'PUT /networks/r-a',
      sent: json({ name: 'Three', country: 'DE' }),
      headers: { 'if-match': '*' },
      status: 200,
    },
    { ask: 'HEAD /networks/r-a', status: 200, keep: { told: '@etag' } },
    { ask: 'GET /networks/r-a', headers: { 'if-none-match': '{told}' }, status: 304 },
    {
      ask: 'PUT /networks/r-a',
      sent: json({ name: 'Three', country: 'DE', public: true, contactEmail: 'c@d.example' }),
      status: 200,
      has: { public: true, contactEmail: 'c@d.example' },
    },
    { ask: 'PUT /networks/r-a', sent: json({ slug: 'r-b', name: 'Four', country: 'DE' }), status: 422 },
    { ask: 'PUT /networks/r-a', sent: json({ name: 'Four' }), status: 422 },
    { ask: 'PUT /networks/r-a', sent: text('{'), type: 'application/json', status: 400 },
    { ask: 'PUT /networks/r-a', status: 400 },
    { ask: 'PUT /networks/r-a', sent: text('{}'), type: 'text/plain', status: 415 },
    { ask: 'PUT /networks/r-none', sent: json({ name: 'Four', country: 'DE' }), status: 404 },
    { ask: 'PUT /networks/r-none', sent: json({}), status: [404, 422] },
    { ask: 'DELETE /networks/r-a', headers: { 'if-match': '{tag}' }, status: 412 },
    { ask: 'GET /networks/r-a', status: 200, has: { name: 'Three' }, keep: { last: '@etag' } },
    { ask: 'DELETE /networks/r-a', headers: { 'if-match': '"x", {last}' }, status: 204 },
  ],
};

const paging: Story = {
  sentence: 'Pages follow one another without a gap, and the total counts what is on all.',
  asks: [
    ...['p-a', 'p-b', 'p-c'].map((slug) => accepted({ slug, country: 'QQ' })),
    {
      ask: 'GET /networks?country=QQ&limit=2',
      status: 200,
      has: { total: 3, items: [{ slug: 'p-a' }, { slug: 'p-b' }] },
      keep: { next: 'next' },
    },
    {
      ask: 'GET /networks?country=QQ&limit=2&cursor={next}',
      status: 200,
      has: { total: 3, items: [{ slug: 'p-c' }] },
      lacks: ['next'],
    },
    { ask: 'GET /networks?country=QQ&limit=3', status: 200, has: { total: 3 }, lacks: ['next'] },
    { ask: 'GET /networks?country=QZ', status: 200, has: { items: [], total: 0 }, lacks: ['next'] },
    { ask: 'GET /networks?cursor=zzzz', status: 200, has: { items: [] }, open: true },
    { ask: 'GET /networks?limit=100&unknown=1', status: 200, open: true },
    { ask: 'GET /networks?cursor=', status: 200, open: true },
    { ask: `GET /networks?cursor=${'%F0%9F%8F%94'.repeat(200)}`, status: 200, open: true },
    ...['0', '101', '-1', '1.5', '', 'x', '1e1', '+5', '05', '99999999999999999999', '%00', '1%20'].map((limit) => ({
      ask: `GET /networks?limit=${limit}`,
      status: 422,
    })),
    ...['at', 'AUT', '', 'A%00', 'AT%0A'].map((country) => ({ ask: `GET /networks?country=${country}`, status: 422 })),
    { ask: `GET /networks?cursor=${'x'.repeat(201)}`, status: 422 },
    { ask: 'GET /networks?limit=1&limit=2', status: 422, open: true },
  ],
};

const emptiness: Story = {
  sentence: 'A network that has stations stays, and says how many.',
  asks: [
    ...begin('e-net'),
    { ask: 'GET /networks/e-net', status: 200, has: { stationCount: 1 }, keep: { tag: '@etag' } },
    { ask: 'DELETE /networks/e-net', status: 409 },
    { ask: 'DELETE /stations/{station}', status: 204 },
    { ask: 'GET /networks/e-net', headers: { 'if-none-match': '{tag}' }, status: 200, has: { stationCount: 0 } },
    { ask: 'DELETE /networks/e-net', status: 204 },
    { ask: 'GET /networks/e-net/stations', status: 404 },
  ],
};

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);

const logos: Story = {
  sentence: 'A logo is kept byte for byte.',
  asks: [
    accepted({ slug: 'l-net' }),
    { ask: 'GET /networks/l-net/logo', status: 404 },
    { ask: 'PUT /networks/l-net/logo', sent: text(png), type: 'image/png', status: 204 },
    { ask: 'GET /networks/l-net/logo', status: 200, has: png },
    accepted({ slug: 'l-other' }),
    { ask: 'GET /networks/l-other/logo', status: 404 },
    { ask: 'PUT /networks/l-other/logo', sent: text('other'), type: 'image/png', status: 204 },
    { ask: 'GET /networks/l-net/logo', status: 200, has: png },
    { ask: 'PUT /networks/l-net/logo', sent: text(png), type: 'image/jpeg', status: 415 },
    { ask: 'PUT /networks/l-net/logo', sent: text(png), type: '', status: 415 },
    { ask: 'PUT /networks/l-net/logo', status: 400 },
    { ask: 'PUT /networks/l-net/logo', sent: text(Buffer.alloc(1024 * 1024 + 1)), type: 'image/png', status: 413 },
    { ask: 'PUT /networks/l-net/logo', sent: text(Buffer.alloc(1024 * 1024)), type: 'image/png', status: 204 },
    { ask: 'PUT /networks/l-none/logo', sent: text(png), type: 'image/png', status: 404 },
    { ask: 'GET /networks/l-none/logo', status: 404 },
    { ask: 'DELETE /networks/l-net', status: 204 },
    accepted({ slug: 'l-net' }),
    { ask: 'GET /networks/l-net/logo', status: 404 },
  ],
};

export const networkStories: readonly Story[] = [registering, values, bodies, replacing, paging, emptiness, logos];

/** What was sent is sent again with new texts, and is otherwise the same, byte for byte. */
import { expect, it } from 'vitest';
import { renewRequests } from '../../../src/http/client/renew-requests.ts';

const sent = (url: string, body?: Buffer) => ({ method: 'POST', url, headers: { a: 'Zürich-1' }, body });
const renew = (url: string, body: Buffer | undefined, replacements: Record<string, string>) =>
  renewRequests([sent(url, body)], new Map(Object.entries(replacements)))[0];

it('has the new texts in its URL and in its body, and nowhere else', () => {
  const renewed = renew('http://h/1?q=1', Buffer.from('{"a":"1"}'), { '1': '2' });
  expect(renewed).toEqual({ ...sent('http://h/2?q=2'), body: Buffer.from('{"a":"2"}') });
});

it('takes no new text for an old one', () => {
  expect(renew('http://h/1/2', undefined, { '1': '2', '2': '1' })?.url).toBe('http://h/2/1');
});

it('finds texts of any characters, and keeps bytes that are no text', () => {
  const broken = Buffer.from([0xc3, 0x28, 0xff]);
  const renewed = renew('http://h/', Buffer.concat([broken, Buffer.from('"数据-1"')]), { '"数据-1"': '"中心-2"' });
  expect(renewed?.body).toEqual(Buffer.concat([broken, Buffer.from('"中心-2"')]));
});

/** Which names lead to the mock, and which only pretend to. */
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isForeignHost, isLocalOrigin, isLoopback, ownHosts } from '../../../src/mock/front/own-host.ts';

const isOwn = ownHosts('127.0.0.1', ['api.shop.example', '.dev.example']);

describe('a Host', () => {
  it.each([
    'localhost',
    'localhost:4010',
    'LOCALHOST.:4010',
    'app.localhost:80',
    '127.0.0.1:4010',
    '127.1.2.3',
    '[::1]:4010',
    '192.168.0.7:4010',
    'api:4010',
    'host.docker.internal:4010',
    'host.containers.internal',
    'shop.test',
    hostname(),
    'api.shop.example:4010',
    'API.shop.example',
    'a.b.dev.example',
  ])('%s is ours', (host) => {
    expect(isOwn(host)).toBe(true);
    expect(isForeignHost(host, isOwn)).toBe(false);
  });

  it.each([
    'evil.example',
    'evil.example:4010',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'shop.example',
    'x.api.shop.example',
    'dev.example',
    'evildev.example',
    'notlocalhost.com',
    'evil.local',
  ])('%s is not', (host) => {
    expect(isForeignHost(host, isOwn)).toBe(true);
  });

  it.each([undefined, '', ' ', 'a b', ':::'])('that names nobody (%s) is not ours, and nobody else', (host) => {
    expect(isOwn(host)).toBe(false);
    expect(isForeignHost(host, isOwn)).toBe(false);
  });
});

it.each<[string, boolean]>([
  ['127.0.0.1', true],
  ['127.0.0.2', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.0.7', false],
  ['127.0.0.1.example', false],
])('listening on %s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

it.each<[string, boolean]>([
  ['http://localhost:5173', true],
  ['https://app.localhost', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:3000', true],
  ['https://evil.example', false],
  ['http://localhost.evil.example', false],
  ['http://127.0.0.1.nip.io', false],
  ['null', false],
])('the origin %s is of this machine: %s', (origin, expected) => {
  expect(isLocalOrigin(origin)).toBe(expected);
});

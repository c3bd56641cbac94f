/** The broker commands against a stand-in on loopback: no real broker was ever asked. */
import { afterAll, describe, expect, it } from 'vitest';
import { committedPact } from '../pact/committed-pact.ts';
import { startBroker, type Broker, type BrokerOptions } from '../pact/stand-in-broker.ts';
import { runDocpact } from './run-docpact.ts';
import { faulty, serve } from './serve-regions.ts';

const brokers: Broker[] = [];
afterAll(() => Promise.all(brokers.map((broker) => broker.close())));

async function start(options?: BrokerOptions): Promise<Broker> {
  const broker = await startBroker(options);
  brokers.push(broker);
  return broker;
}

const env = { PACT_BROKER_TOKEN: 's3cret-token' };

describe('docpact pact verify --broker-url', () => {
  const named = ['--provider', 'regions', '--provider-version', '2.0.0'];

  it('fetches the pacts that the selectors name, and tells the outcome', async () => {
    const { url } = await serve();
    const broker = await start({ token: 's3cret-token' });
    const selectors = '[{"branch":"next"}]';
    const flags = [...named, '--provider-branch', 'main', '--consumer-version-selectors', selectors, '--publish'];
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', url, '--broker-url', broker.url, ...flags], {
      env,
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('of 22 interactions');
    expect(stdout).not.toContain('s3cret');
    expect(broker.asked.map(({ line }) => line)).toEqual([
      'GET /',
      'POST /pacts/provider/regions/for-verification',
      'GET /pacts/1',
      'GET /',
      'PUT /pacticipants/regions/branches/main/versions/2.0.0',
      'POST /pacts/1/results',
    ]);
    expect(broker.asked[1]?.body).toMatchObject({
      consumerVersionSelectors: [{ branch: 'next' }],
      providerVersionBranch: 'main',
    });
    expect(broker.asked.at(-1)?.body).toMatchObject({ success: true, providerApplicationVersion: '2.0.0' });
  });

  it('tells of what does not hold, too, and says where the broker has the pact', async () => {
    const { url } = await serve(faulty);
    const broker = await start();
    const flags = ['--broker-url', broker.url, ...named, '--publish'];
    const { code, stdout } = await runDocpact(['pact', 'verify', url, ...flags]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${broker.url}/pacts/1`);
    expect(broker.asked.at(-1)?.body).toMatchObject({ success: false });
  });

  it('tells nothing unless it is asked to', async () => {
    const { url } = await serve();
    const broker = await start();
    await runDocpact(['pact', 'verify', url, '--broker-url', broker.url, ...named]);
    expect(broker.asked.map(({ line }) => line)).not.toContain('POST /pacts/1/results');
  });

  it.each([
    ['a broker that wants credentials', { token: 'another' }, named, 3, /answered 401[^]*PACT_BROKER_TOKEN/],
    ['a provider that it does not know', {}, ['--provider', 'nobody'], 2, /no pacts with the provider "nobody"/],
    ['no provider', {}, [], 2, /--provider/],
    ['--publish without a version', {}, ['--provider', 'regions', '--publish'], 2, /--provider-version/],
    ['selectors that are none', {}, [...named, '--consumer-version-selectors', 'main'], 2, /is not a list of JSON/],
  ])('says what is wrong: %s', async (_, options, flags, expected, said) => {
    const { url, seen } = await serve();
    const broker = await start(options);
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', url, '--broker-url', broker.url, ...flags]);
    expect([code, stdout, seen.requests]).toEqual([expected, '', 0]);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('says so where no broker is', async () => {
    const flags = ['--broker-url', 'http://127.0.0.1:1', ...named];
    const { code, stderr } = await runDocpact(['pact', 'verify', 'http://127.0.0.1:1', ...flags]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/the broker at http:\/\/127\.0\.0\.1:1 cannot be reached/);
  });
});

describe("Pact's own client", () => {
  it('publishes the pacts', async () => {
    const broker = await start();
    const flags = ['--pact', committedPact, '--broker-url', broker.url, '--consumer-app-version', '1.2.3'];
    const { code } = await runDocpact(['pact', 'publish', ...flags, '--branch', 'main'], { env });
    expect(code).toBe(0);
    const { line, body, authorization } = broker.asked.at(-1) ?? {};
    expect([line, authorization]).toEqual(['POST /contracts/publish', 'Bearer s3cret-token']);
    expect(body).toMatchObject({ pacticipantName: 'console', pacticipantVersionNumber: '1.2.3', branch: 'main' });
  });

  it.each([
    [true, 0],
    [false, 1],
  ])('asks whether a version may be deployed: %s', async (deployable, expected) => {
    const broker = await start({ deployable });
    const flags = ['--pacticipant', 'console', '--version', '1.2.3', '--to-environment', 'production'];
    const { code } = await runDocpact(['pact', 'can-i-deploy', '--broker-url', broker.url, ...flags]);
    expect(code).toBe(expected);
    expect(broker.asked.at(-1)?.line).toContain('q[][version]=1.2.3');
  });

  it('ends with exit code 3 where the broker does not say whether it may', async () => {
    const broker = await start({ token: 'another' });
    const flags = ['--broker-url', broker.url, '--pacticipant', 'console', '--version', '1.2.3'];
    const { code, stdout } = await runDocpact(['pact', 'can-i-deploy', ...flags], { env });
    expect([code, stdout]).toEqual([3, expect.stringContaining('401')]);
  });

  it('is given no URL with credentials in it, since it would show them', async () => {
    const flags = ['--broker-url', 'http://bob:s3cret@127.0.0.1:1', '--pacticipant', 'console', '--version', '1'];
    const { code, stdout, stderr } = await runDocpact(['pact', 'can-i-deploy', ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/credentials do not belong[^]*PACT_BROKER_TOKEN/);
    expect(stderr).not.toContain('s3cret');
  });

  it('ends with exit code 2 where its flags are wrong', async () => {
    const { code, stderr } = await runDocpact(['pact', 'publish', '--pact', committedPact]);
    expect(code).toBe(2);
    expect(stderr).toContain('--broker-base-url');
  });
});

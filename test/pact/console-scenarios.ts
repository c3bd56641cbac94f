/** What the console relies on, beside the contract's own scenarios. Nothing here is drawn by chance: the pact is committed. */
import type { AddRegionRequest, RegionInfo } from '../../fixtures/index.ts';
import type { ScenarioDraft } from '../../src/pact.ts';

/** A request with the required members, and these. */
export function region(name: string, more: Partial<AddRegionRequest> = {}): AddRegionRequest {
  return {
    region_name: name,
    region_alias: '杭州 Hangzhou DC-3',
    url: 'https://api.hangzhou.example.com:8443',
    wsurl: 'wss://ws.hangzhou.example.com:6060',
    httpdomain: 'apps.hangzhou.example.com',
    tcpdomain: '203.0.113.30',
    ...more,
  };
}

function answerTo({ status = 0, ...sent }: AddRegionRequest, more: Partial<RegionInfo> = {}): RegionInfo {
  return { region_id: '3f0c2b52-9a3e-4c55-8b7e-6d0f2a1c4e03', ...sent, status: String(status), ...more };
}

/** Members of the answer that may be null. */
export const nullable = ['token', 'ssl_ca_cert', 'cert_file', 'key_file'] as const;

export function withNull(member: (typeof nullable)[number]): ScenarioDraft {
  const sent = region(`cn-null-${member.replaceAll('_', '-')}`);
  return {
    description: `The data centre is created; its ${member} is null.`,
    request: { body: sent },
    response: { status: 201, body: answerTo(sent, { [member]: null }) },
  };
}

export function withToken(): ScenarioDraft {
  const sent = region('cn-token');
  return {
    description: 'The data centre is created; its token is given.',
    request: { body: sent },
    response: { status: 201, body: answerTo(sent, { token: '6f1ed002ab5595859014ebf0951522d9a1f2b3c4' }) },
  };
}

export const statuses = [0, 1, 2, 3] as const;

export function withStatus(status: (typeof statuses)[number]): ScenarioDraft {
  const sent = region(`cn-status-${status}`, { status });
  return {
    description: `Status ${status} is sent; the data centre is created with it.`,
    request: { body: sent },
    response: { status: 201, body: answerTo(sent) },
  };
}

export const required = ['region_name', 'region_alias', 'url', 'wsurl', 'httpdomain', 'tcpdomain'] as const;

export function without(member: (typeof required)[number]): ScenarioDraft {
  const { [member]: _, ...rest } = region(`cn-without-${member}`);
  return {
    description: `${member} is missing; the request is refused.`,
    request: { body: rest },
    response: { status: 400, body: { msg: `${member} is required` } },
  };
}

export const wrongTypes = [
  ['status', 'a text', '1'],
  ['url', 'a number', 8443],
  ['region_alias', 'null', null],
  ['scope', 'a list', ['private']],
] as const;

export function withWrongType([member, kind, value]: (typeof wrongTypes)[number]): ScenarioDraft {
  return {
    description: `${member} is ${kind}; the request is refused.`,
    request: { body: { ...region(`cn-wrong-${member}`), [member]: value } },
    response: { status: 400, body: { msg: `${member} has the wrong type` } },
  };
}

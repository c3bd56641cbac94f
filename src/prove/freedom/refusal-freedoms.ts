/** Freedoms in what is refused, and how: open requests either way, other messages, HTTP's own statuses. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { successMediaTypes } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { judgeRequest } from '../../contract/zone-of.ts';
import type { ProbedOperation } from '../probe/probed-operation.ts';
import { isSuccess, valuesOf, withBody, withValues, type Call, type Handle, type Reply } from '../serve/call.ts';
import type { RightServer } from '../serve/right-server.ts';
import type { Freedom, ListFreedoms } from './freedom.ts';

export const refusalFreedoms: ListFreedoms = (probed) => [
  ...openKeywords(probed).map((keyword) =>
    refuseOpen(
      probed,
      `refuse/${keyword}`,
      `refuses what is outside the expected ${keyword}`,
      (found) => found === keyword,
    ),
  ),
  refuseOpen(probed, 'refuse/open', 'refuses all that is open', () => true),
  ignoreUnknown(probed),
  ...['Bad request.', '请求参数有误', 'x', 'No. '.repeat(40).trim(), '<b>"no"</b> & \\'].map((text, index) =>
    message(probed, `message/${index + 1}`, text),
  ),
  onRefusal('refusal/extra-member', 'adds members to a refusal', (body) =>
    isSchemaObject(body) ? { ...body, code: 10_001, detail: { hint: null } } : body,
  ),
  before('form/any-type', 'reads JSON whatever the content type says', anyType),
  before('form/any-accept', 'answers with JSON whatever is accepted', (call) => ({
    ...call,
    headers: { ...call.headers, accept: '*/*' },
  })),
  instead(
    'form/no-type-415',
    'answers 415 to a body without a content type',
    ({ headers, text }) => text !== '' && !headers['content-type'],
    415,
  ),
  instead(
    'form/charset-415',
    'answers 415 to another charset',
    ({ headers }) => /charset=(?!"?utf-?8)/i.test(headers['content-type'] ?? ''),
    415,
  ),
  instead(
    'form/accept-406',
    'answers 406 to what it cannot give',
    ({ headers, operation }) => {
      const accept = headers['accept'] ?? '';
      const types = successMediaTypes(operation);
      return !/\*|^$/.test(accept) && types.length > 0 && !types.some((type) => accept.includes(type));
    },
    406,
  ),
];

/** Keywords of the expected domain. */
function openKeywords({ members }: ProbedOperation): string[] {
  const keywords = members.flatMap(({ node }) => {
    const expected = isSchemaObject(node.schema) ? node.schema['x-expected'] : undefined;
    return isSchemaObject(expected) ? Object.keys(expected) : [];
  });
  return [...new Set([...keywords, 'additionalProperties'])];
}

function doubts({ kit, operation }: ProbedOperation, call: Call) {
  if (call.body.kind === 'refused') return [];
  const { zone, violations } = judgeRequest(kit.contract, operation, valuesOf(call));
  return zone === 'open' ? violations : [];
}

function refuseOpen(
  probed: ProbedOperation,
  name: string,
  sentence: string,
  fits: (keyword: string) => boolean,
): Freedom {
  return {
    name,
    sentence,
    change: (next, server) => (call) =>
      doubts(probed, call).some(({ keyword }) => fits(keyword)) ? server.refuse(call) : next(call),
  };
}

/** Unknown members are dropped before anything looks at them. */
function ignoreUnknown(probed: ProbedOperation): Freedom {
  return before('unknown/dropped', 'drops members that it does not know', (call) => {
    const unknown = doubts(probed, call).filter(({ keyword, at }) => /roperties/.test(keyword) && at.length === 1);
    const { body } = valuesOf(call);
    if (unknown.length === 0 || !isSchemaObject(body)) return call;
    const names = new Set(unknown.map(({ at }) => at[0]));
    return withValues(call, {
      ...call.values,
      body: Object.fromEntries(Object.entries(body).filter(([name]) => !names.has(name))),
    });
  });
}

/** Every text of a refusal is another; where its schema does not take that, the refusal stays as it is. */
function message({ kit }: ProbedOperation, name: string, text: string): Freedom {
  return onRefusal(name, `says ${JSON.stringify(text.slice(0, 20))} in refusals`, (body, call, { status }) => {
    if (!isSchemaObject(body)) return body;
    const changed = Object.fromEntries(
      Object.entries(body).map(([member, value]) => [member, typeof value === 'string' ? text : value]),
    );
    const node = call.operation.responses.find((response) => response.status === String(status))?.contents[0]?.node;
    return !node || kit.contract.validators.accepts(node, changed, documentedAnswer) ? changed : body;
  });
}

function onRefusal(
  name: string,
  sentence: string,
  change: (body: unknown, call: Call, reply: Reply) => unknown,
): Freedom {
  return {
    name,
    sentence,
    change: (next) => async (call) => {
      const reply = await next(call);
      return isSuccess(reply) || reply.body === undefined ? reply : withBody(reply, change(reply.body, call, reply));
    },
  };
}

function before(name: string, sentence: string, change: (call: Call) => Call): Freedom {
  return { name, sentence, change: (next) => (call) => next(change(call)) };
}

function anyType(call: Call): Call {
  if (call.body.kind !== 'refused' || call.body.status !== 415) return call;
  try {
    return { ...call, body: { kind: 'value', value: JSON.parse(call.text) as unknown } };
  } catch {
    return { ...call, body: { kind: 'refused', status: 400, message: 'this is no JSON' } };
  }
}

function instead(name: string, sentence: string, fits: (call: Call) => boolean, status: number): Freedom {
  const answer = (server: RightServer, call: Call): Reply => ({ ...server.refuse(call, { status }), status });
  return {
    name,
    sentence,
    change:
      (next, server): Handle =>
      (call) =>
        fits(call) ? answer(server, call) : next(call),
  };
}

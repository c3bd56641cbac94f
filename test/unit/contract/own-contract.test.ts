/** The contract of the page: every row of its tables. */
import { describe, expect, it } from 'vitest';
import { listClauses } from '../../../src/contract/clause/list-clauses.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { ownContract } from '../../write-contract.ts';

const contract = loadContract(ownContract);

interface ObjectSchema {
  required: string[];
  properties: Record<string, { type: string | string[]; title?: string; description?: string; 'x-source': string }>;
}

function schemaOf(name: string): ObjectSchema {
  return contract.schemas.get(name)?.schema as unknown as ObjectSchema;
}

const requestRows = [
  ['cert_file', 'string', false, 36],
  ['desc', 'string', false, 37],
  ['httpdomain', 'string', true, 38],
  ['key_file', 'string', false, 39],
  ['region_alias', 'string', true, 40],
  ['region_name', 'string', true, 41],
  ['scope', 'string', false, 42],
  ['ssl_ca_cert', 'string', false, 43],
  ['status', 'integer', false, 44],
  ['tcpdomain', 'string', true, 45],
  ['url', 'string', true, 46],
  ['wsurl', 'string', true, 47],
] as const;

const nullableText = ['string', 'null'];

const answerRows = [
  ['region_id', 'string', true, 'Region id', 'region id', 86],
  ['region_name', 'string', true, 'Region name', '数据中心名称,不可修改', 87],
  ['region_alias', 'string', true, 'Region alias', '数据中心别名', 88],
  ['url', 'string', true, 'Url', '数据中心API url', 89],
  ['token', nullableText, false, 'Token', '数据中心token', 90],
  ['wsurl', 'string', true, 'Wsurl', '数据中心Websocket url', 91],
  ['httpdomain', 'string', true, 'Httpdomain', '数据中心http应用访问根域名', 92],
  ['tcpdomain', 'string', true, 'Tcpdomain', '数据中心tcp应用访问根域名', 93],
  ['scope', 'string', false, 'Scope', '数据中心范围 private|public', 94],
  ['ssl_ca_cert', nullableText, false, 'Ssl ca cert', '数据中心访问ca证书地址', 95],
  ['cert_file', nullableText, false, 'Cert file', '验证文件', 96],
  ['key_file', nullableText, false, 'Key file', '验证的key', 97],
  ['status', 'string', true, 'Status', '数据中心状态 0：编辑中 1:启用 2：停用 3:维护中', 98],
  ['desc', 'string', false, 'Desc', '数据中心描述', 99],
] as const;

describe('the contract of the page', () => {
  it('has every row of the request table: name, type, required, line', () => {
    const { required, properties } = schemaOf('AddRegionRequest');
    const rows = Object.entries(properties).map(([name, member]) => [
      name,
      member.type,
      required.includes(name),
      Number(member['x-source'].split(':')[1]),
    ]);
    expect(rows).toEqual(requestRows);
  });

  it('has every row of the answer table: name, type, required, title, description, line', () => {
    const { required, properties } = schemaOf('v2_RegionInfoSerializer');
    const rows = Object.entries(properties).map(([name, member]) => [
      name,
      member.type,
      required.includes(name),
      member.title,
      member.description,
      Number(member['x-source'].split(':')[1]),
    ]);
    expect(rows).toEqual(answerRows);
  });

  it('answers 201 with the region and 400 with Fail', () => {
    const [operation] = contract.operations;
    expect(operation?.responses.map(({ status }) => status)).toEqual(['201', '400']);
    expect(operation?.body?.required).toBe(true);
  });

  it('has one law for each member that comes back, one name that is taken once, one identifier that is fresh', () => {
    const laws = contract.operations[0]?.laws;
    expect(laws?.echo.map(({ to }) => to[0]).toSorted()).toEqual(requestRows.map(([name]) => name).toSorted());
    expect(laws?.echo.find(({ to }) => to[0] === 'status')?.as).toBe('string');
    expect(laws?.unique.map(({ of }) => of.tokens)).toEqual([['region_name']]);
    expect(laws?.fresh.map(({ of }) => of.tokens)).toEqual([['region_id']]);
  });

  it('says of every clause on which line of the page it stands', () => {
    const pages = listClauses(contract).map(({ source }) => source.page);
    expect(pages.every((page) => /^addRegionv2\.md:\d+$/.test(page ?? ''))).toBe(true);
  });

  it('names the row of a member that is required, not the head of the table', () => {
    const clause = listClauses(contract).find(({ id }) => id === 'addRegion.request.body.wsurl.required');
    expect(clause?.source.page).toBe('addRegionv2.md:47');
  });

  it('expects of the answer what it expects of the request, status as text', () => {
    const properties = schemaOf('v2_RegionInfoSerializer').properties as unknown as Record<
      string,
      Record<string, unknown>
    >;
    expect(properties['status']?.['x-expected']).toEqual({ enum: ['0', '1', '2', '3'] });
    expect(properties['scope']?.['x-expected']).toEqual({ enum: ['private', 'public'] });
    expect(contract.placeOf('/components/schemas/v2_RegionInfoSerializer/properties/url/x-expected').file).toMatch(
      /add-region-request/,
    );
  });
});

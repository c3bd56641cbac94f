/** Writes `docs/samples.md`: what the values of some documents read like, in two locales: `npm run docs`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../src/contract/contract.ts';
import { loadContract } from '../src/contract/load-contract.ts';
import type { SchemaNode } from '../src/contract/schema.ts';
import { requireFaker } from '../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../src/fixture/compile-generator.ts';

/** Members by the things that have them; a type behind a colon, text unless given; `Line*` is a list of what is called Line. */
const things = {
  'A shop': {
    Product:
      'id name sku slug price:number originalPrice:number currency qty:integer category brand tags:list image description createdAt:integer updatedAt:integer',
    Order:
      'orderNo customerName email phone city country items:OrderLine* itemCount:integer subtotal:number shippingFee:number discountAmt:number totalAmt:number currency status placedAt shippedAt deliveredAt',
    OrderLine: 'productName unitPrice:number quantity:integer lineTotal:number',
    订单: '订单编号 下单时间 支付时间 商品名称 商品数量:integer 单价:number 总价:number 收货人 联系电话 快递公司 订单状态',
  },
  'A bank': {
    Account: 'accountNumber iban bic holder holderEmail balance:number currency type openedOn branch',
    Card: 'cardNo maskedPan last4 cardholderName brand creditLimit:number expiry',
    Transfer:
      'id fromAccount toAccount sourceAmount:number fxRate:number targetAmount:number reference createdAt completedAt status',
    Loan: 'loanNo borrower principal:number outstandingBal:number interestRate:number termMonths:integer startDate maturityDate bank creditScore:integer',
  },
  'A clinic': {
    Patient:
      'patientId firstName lastName fullName email dob age:integer gender heightCm:integer weightKg:integer bmi:number bloodType addr allergies:list',
    Appointment:
      'id patientName doctorName department room startTime endTime durationMin:integer timeSlot status reason',
    Prescription: 'icd10 diagnosis drugName dosage route frequency quantity:integer unitPrice:number amount:number',
    病历: '病历号 姓名 性别 年龄:integer 出生日期 身份证号 科室 主诉 诊断 医嘱 体温:number 血压 就诊日期',
  },
  'A CMS': {
    Article:
      'slug title ogTitle excerpt body author authorEmail category coverImage ogImage locale translations:map viewCount:integer createdAt:date-time publishedAt:date-time updatedAt:date-time',
    Media: 'filename ext mime width:integer height:integer sizeBytes:integer altText uploadedBy',
    ArticlePage: 'page:integer pageSize:integer total:integer totalPages:integer hasNext:boolean',
  },
  'A cluster': {
    Deployment:
      'name namespace image replicas:integer readyReplicas:integer cpuLimit memoryLimit command labels:map annotations:map env:map creationTimestamp:date-time',
    Node: 'hostname internalIp os arch cpuCores:integer diskTotalGb:integer diskUsedGb:integer diskFreeGb:integer role zone kubeletVersion',
    Job: 'jobName schedule status progress:integer attempts:integer maxRetries:integer startedAt finishedAt durationMs:integer triggeredBy nextRun',
  },
};

function schemaOf(members: string): object {
  const properties = members.split(' ').map((member) => {
    const [name = '', type = 'string'] = member.split(':');
    return [name, typeOf(type)];
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function typeOf(type: string): object {
  if (type.endsWith('*'))
    return { type: 'array', items: { $ref: `#/components/schemas/${type.slice(0, -1)}` }, minItems: 2 };
  if (type === 'list') return { type: 'array', items: { type: 'string' }, minItems: 1 };
  if (type === 'map') return { type: 'object', additionalProperties: { type: 'string' }, minProperties: 2 };
  return type.startsWith('date') ? { type: 'string', format: type } : { type };
}

/** The page, as it has to be. */
export function renderSamplesPage(): string {
  const contract = loadThings();
  const sample = (name: string, locale: string, index: number): Map<string, unknown> => {
    const options = { faker: requireFaker(locale), locale, direction: 'response' } as const;
    const generator = compileGenerator(contract, contract.schemas.get(name) as SchemaNode, options);
    return new Map(leavesOf(generator.generate({ seed: 1, index, members: 'full' }), []));
  };
  return [
    '# What values read like',
    '',
    'Documents that say no more than names and types, without an example or an `x-faker`: one value of each schema in English, one in Chinese',
    '(`--locale zh_CN`). Members of one object make sense together: sums, pages, times, people and places. Which rule makes what:',
    '[fakes.md](fakes.md). This page is made from the code (`npm run docs`).',
    '',
    ...Object.entries(things).flatMap(([title, group]) => [
      `## ${title}`,
      '',
      ...Object.keys(group)
        .filter((name) => name !== 'OrderLine')
        .flatMap((name) => {
          const [english, chinese] = [sample(name, 'en', 0), sample(name, 'zh_CN', 1)];
          const members = [...new Set([...english.keys(), ...chinese.keys()])];
          return [
            `### ${name}`,
            '',
            '| member | English | 中文 |',
            '| --- | --- | --- |',
            ...members.map(
              (member) => `| \`${member}\` | ${shown(english.get(member))} | ${shown(chinese.get(member))} |`,
            ),
            '',
          ];
        }),
    ]),
  ].join('\n');
}

function loadThings(): Contract {
  const schemas = Object.values(things).flatMap((group) =>
    Object.entries(group).map(([name, members]) => [name, schemaOf(members)]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'docpact-samples-'));
  const file = join(folder, 'openapi.json');
  const info = { title: 'Samples', version: '1' };
  writeFileSync(
    file,
    JSON.stringify({ openapi: '3.1.0', info, paths: {}, components: { schemas: Object.fromEntries(schemas) } }),
  );
  const contract = loadContract(file);
  rmSync(folder, { recursive: true });
  return contract;
}

/** What stands where: members of members by dots, lists of texts and maps in one piece. */
function* leavesOf(value: unknown, at: readonly (string | number)[]): Generator<[string, unknown]> {
  const isDeep = Array.isArray(value)
    ? value.some((each) => typeof each === 'object')
    : at.length === 0 || typeof at.at(-1) === 'number';
  if (typeof value !== 'object' || value === null || !isDeep) {
    yield [
      at
        .map((token) => (typeof token === 'number' ? `[${token}]` : `.${token}`))
        .join('')
        .slice(1),
      value,
    ];
    return;
  }
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [token, each] of entries as [string | number, unknown][]) yield* leavesOf(each, [...at, token]);
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value === 'object') {
    const lines = Object.entries(value as object).map(([name, each]) => `\`${name}\`: ${shown(each)}`);
    return lines.join('<br>');
  }
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('\n', ' ');
}

if (import.meta.main) writeFileSync(new URL('../docs/samples.md', import.meta.url), renderSamplesPage());

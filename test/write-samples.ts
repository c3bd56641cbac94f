/** Writes `docs/samples.md`: what the values of some documents read like, in two locales: `npm run docs`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContract } from '../src/contract/load-contract.ts';
import type { SchemaNode } from '../src/contract/schema.ts';
import { requireFaker } from '../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../src/fixture/compile-generator.ts';

/** Members by the things that have them; a type behind a colon, text unless given. */
const things = {
  'a shop': {
    Product:
      'id name sku price:number currency stock:integer category tags:list description image brand createdAt updatedAt',
    Order:
      'orderNo customerName shippingAddress city country zip totalAmount:number discount:number status placedAt deliveredAt',
    Shipment: 'trackingNumber carrier status shippedAt deliveredAt warehouse weight:number recipient district',
    订单: '订单编号 下单时间 支付时间 商品名称 商品数量:integer 单价:number 总价:number 收货人 联系电话 快递公司 订单状态',
  },
  'a bank': {
    Account: 'accountNumber iban bic holder balance:number currency type openedAt:integer branch',
    Transfer: 'id fromAccount toAccount amount:number fee:number reference valueDate',
    Loan: 'loanNo borrower principal:number interestRate:number startDate maturityDate bank creditScore:integer overdueDays:integer',
  },
  'a clinic': {
    Patient: 'patientId firstName lastName birthDate gender phone email bloodType address allergies:list diagnosis',
    Appointment: 'id doctor room startTime endTime reason',
    Visit: 'ward bedNo bloodPressure heartRate:integer medication dosage admittedAt dischargedAt nextVisitDate',
  },
  'a CMS': {
    Article: 'slug title subtitle body author publishedAt locale coverImage views:integer',
    Video: 'title videoUrl coverUrl duration:integer sha256 visibility license readingTime:integer',
  },
  'a cluster': {
    Node: 'name ip hostname cpu:integer memoryBytes:integer role zone version uptime:integer',
    Deployment: 'name namespace image replicas:integer command createdTimestamp:integer',
    Build: 'repository branch commit imageTag arch environment schedule logLevel triggeredBy',
  },
};

function schemaOf(members: string): object {
  const properties = members.split(' ').map((member) => {
    const [name = '', type = 'string'] = member.split(':');
    return [name, type === 'list' ? { type: 'array', items: { type: 'string' }, minItems: 1 } : { type }];
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** The page, as it has to be. */
export function renderSamplesPage(): string {
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
  const sample = (name: string, locale: string, index: number): string => {
    const options = { faker: requireFaker(locale), locale, direction: 'response' } as const;
    const generator = compileGenerator(contract, contract.schemas.get(name) as SchemaNode, options);
    return JSON.stringify(generator.generate({ seed: 1, index, members: 'full' }), null, 2);
  };
  return [
    '# What values read like',
    '',
    'Documents that say no more than names and types, without an example or an `x-faker`, in English and in Chinese. Which rule makes what:',
    '[fakes.md](fakes.md). This page is made from the code (`npm run docs`).',
    '',
    ...Object.entries(things).flatMap(([title, group]) => [
      `## ${title[0]?.toUpperCase()}${title.slice(1)}`,
      '',
      ...Object.keys(group).flatMap((name) => [
        `\`${name}\``,
        '',
        ...['en', 'zh_CN'].flatMap((locale, index) => ['```json', sample(name, locale, index), '```', '']),
      ]),
    ]),
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('../docs/samples.md', import.meta.url), renderSamplesPage());

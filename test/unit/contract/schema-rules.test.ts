/** Values are judged as each draft of JSON Schema says, keyword by keyword. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';
import * as later from './later-schema-rules.ts';
import * as rules from './schema-rules.ts';

const uris: Readonly<Record<rules.Draft, string>> = {
  'draft-04': 'http://json-schema.org/draft-04/schema#',
  'draft-06': 'http://json-schema.org/draft-06/schema#',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

const rows: Readonly<Record<rules.Draft, readonly rules.RuleRow[]>> = {
  'draft-04': [...rules.ofAll, ...rules.ofDraft4, ...rules.to7, ...rules.to2019],
  'draft-06': [...rules.ofAll, ...rules.to7, ...rules.to2019, ...rules.from6],
  'draft-07': [...rules.ofAll, ...rules.to7, ...rules.to2019, ...rules.from6, ...rules.from7],
  '2019-09': [...rules.ofAll, ...rules.to2019, ...rules.from6, ...rules.from7, ...later.from2019, ...later.of2019],
  '2020-12': [...rules.ofAll, ...rules.from6, ...rules.from7, ...later.from2019, ...later.of2020],
};

describe.each(Object.entries(rows))('%s', (draft, all) => {
  // Each schema is a file of its own: `#` is the schema, as the drafts have it.
  const files = Object.fromEntries(
    all.map(([schema], at) => [`s${at}.json`, { $schema: uris[draft as rules.Draft], ...(schema as object) }]),
  );
  const schemas = Object.fromEntries(all.map((_, at) => [`S${at}`, { $ref: `s${at}.json` }]));
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: {}, components: { schemas } };
  const contract = loadContract(writeContract({ 'openapi.json': document, ...files }));
  const view = { direction: 'response', demand: 'documented' } as const;

  it.each(all.map(([schema, accepted, refused], at) => ({ schema, accepted, refused, at })))(
    '$schema',
    ({ at, accepted, refused }) => {
      const node = contract.schemas.get(`S${at}`);
      if (!node) throw new Error('the schema is not there');
      expect(contract.validators.complaint(node, view)).toBeUndefined();
      for (const value of accepted)
        expect([value, contract.validators.violations(node, value, view)]).toEqual([value, []]);
      for (const value of refused)
        expect([value, contract.validators.accepts(node, value, view)]).toEqual([value, false]);
    },
  );

  it('reads every schema as one', () => {
    expect(contract.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

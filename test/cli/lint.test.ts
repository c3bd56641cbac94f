/** `docpact lint`: the contract itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runDocpact, type Finished } from './run-docpact.ts';
import { copyContract, replacing } from './write-contract.ts';

/** A scenario like `created-minimal`, with faults of its own. */
function scenario(name: string, changes: Readonly<Record<string, string>> = {}): (text: string) => string {
  const parts: Record<string, string> = {
    description: `A scenario called ${name}.`,
    given: '[]',
    tcpdomain: '203.0.113.10',
    alias: '机房',
    id: `region_id: id-of-${name}`,
    answer: '201',
    status: '"0"',
    ...changes,
  };
  return () => `description: ${parts['description']}
given: ${parts['given']}
request:
  body: &sent
    region_name: ${name}
    region_alias: 机房
    url: https://api.example.com
    wsurl: wss://ws.example.com
    httpdomain: apps.example.com
    tcpdomain: ${parts['tcpdomain']}
response:
  status: ${parts['answer']}
  body:
    <<: *sent
    tcpdomain: 203.0.113.10
    region_alias: ${parts['alias']}
    ${parts['id']}
    status: ${parts['status']}
`;
}

const folder = 'mocks/addRegion';
const requestSchema = 'contracts/schemas/add-region-request.schema.json';

const faults = {
  'contracts/openapi.yaml': replacing(
    '                $ref: schemas/fail.schema.json',
    '                $ref: schemas/fail.schema.json\n              example: { msg: 1 }',
  ),
  [requestSchema]: (text: string) =>
    [
      replacing('"type": "integer",', '"type": "integer", "examples": ["one"], "default": "two",'),
      replacing('"internet.ipv4"', '"internet.ipv5"'),
    ].reduce((changed, change) => change(changed), text),
  [`${folder}/duplicate-name.yaml`]: replacing('msg: region_name', `msg: ${'x'.repeat(300)} region_name`),
  [`${folder}/wrong-type.yaml`]: scenario('wrong-type', { status: '0' }),
  [`${folder}/no-id.yaml`]: scenario('no-id', { id: 'token: a' }),
  [`${folder}/no-echo.yaml`]: scenario('no-echo', { alias: '别的机房' }),
  [`${folder}/not-refused.yaml`]: scenario('not-refused', { tcpdomain: '1' }),
  [`${folder}/refused.yaml`]: scenario('refused', { answer: '400', id: 'msg: no' }),
  [`${folder}/orphan.yaml`]: scenario('orphan', { given: '[created-maximal]' }),
  [`${folder}/undocumented.yaml`]: scenario('undocumented', { answer: '202' }),
  [`${folder}/twin.yaml`]: scenario('twin', { description: 'A scenario called orphan.' }),
  [`${folder}/sound.yaml`]: scenario('sound'),
};

describe('docpact lint', () => {
  it('finds nothing wrong with the contract of this repository and says what it consists of', async () => {
    const { code, stdout, stderr } = await runDocpact(['lint']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 operation\b.*3 schemas\b.*\d+ clauses\b.*\d+ scenarios\b/);
    expect(stderr).toBe('');
  });

  it('ends with exit code 2 for a contract that cannot be read', async () => {
    const { code, stdout, stderr } = await runDocpact(['lint', '--contract', 'no/such/contract']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('no/such/contract');
  });
});

describe('docpact lint of a contract with many faults', () => {
  let finished: Finished;
  beforeAll(async () => {
    finished = await runDocpact(['lint', '--contract', copyContract(faults)]);
  });

  it('ends with exit code 1, and with a line that counts the problems', () => {
    expect(finished.code).toBe(1);
    const lines = finished.stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toContain(`${lines.length - 1} problems`);
  });

  it.each([
    ['an answer of a scenario that breaks its schema', /wrong-type\.yaml:\d+#\/response\/body.*status must be string/],
    ['an answer of a scenario that lacks a member', /no-id\.yaml:\d+#\/response\/body.*region_id is required/],
    [
      'an answer of a scenario that does not repeat its request',
      /no-echo\.yaml:\d+#\/response\/body\/region_alias.*机房/,
    ],
    ['a request of a scenario that must be refused and is not', /not-refused\.yaml:\d+#\/request/],
    ['a valid request of a scenario that is refused for nothing', /addRegion\/refused\.yaml:\d+#\/request/],
    ['a scenario that presupposes one that does not exist', /orphan\.yaml:\d+#\/given\/0.*created-maximal/],
    ['a status of a scenario that is not documented', /undocumented\.yaml:\d+#\/response\/status.*202/],
    ['two scenarios with one description', /twin\.yaml:\d+#\/description/],
    ['a message of a scenario beyond 300 characters', /duplicate-name\.yaml:\d+#\/response\/body.*msg/],
    [
      'an example in a schema that breaks it',
      /add-region-request\.schema\.json:\d+#\/properties\/status\/examples\/0.*"one"/,
    ],
    [
      'a default in a schema that breaks it',
      /add-region-request\.schema\.json:\d+#\/properties\/status\/default.*"two"/,
    ],
    [
      'an example of an answer that breaks its schema',
      /openapi\.yaml:\d+#\S*\/400\/content\/application~1json\/example.*msg/,
    ],
    ['a faker method that does not exist', /add-region-request\.schema\.json:\d+#\S*\/tcpdomain\S*.*internet\.ipv5/],
  ])('tells the place of %s', (_, line) => {
    expect(finished.stdout).toMatch(line);
  });

  it('says nothing of a scenario that is sound', () => {
    expect(finished.stdout).not.toContain('sound.yaml');
  });
});

/** XML of which the document says little: the name of its root, and what stands for null. */
import { describe, expect, it } from 'vitest';
import { judge, oneOperation, takes } from './wire-kit.ts';

describe('a root of XML', () => {
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

  it('of which only an example tells the name is called so', async () => {
    const media = { schema, example: '<?xml version="1.0"?>\n<!-- one --><person lang="en"><name>Ada</name></person>' };
    const contract = oneOperation(takes('application/xml', media));
    const right = (text: string) => /^(<\?xml[^>]*\?>)?<person><name>[^<]*<\/name><\/person>$/.test(text);
    const seen = await judge(contract, ({ text }) => ({ status: right(text) ? 200 : 400 }), { depth: 'quick' });
    expect(seen.problems).toEqual([]);
  });
});

describe('null in XML', () => {
  it('is asked of nobody, since only some have a way to write it', async () => {
    const properties = { name: { type: 'string' }, age: { type: ['integer', 'null'] } };
    const schema = {
      type: 'object',
      required: ['name', 'age'],
      properties,
      additionalProperties: false,
      xml: { name: 'p' },
    };
    const contract = oneOperation(takes('application/xml', { schema }));
    const right =
      /^(<\?xml[^>]*\?>)?<p>(?=.*<name[>/])(?=.*<age>)(<name>[^<]*<\/name>|<name\/>|<age>-?\d+<\/age>)*<\/p>$/s;
    const { problems, report } = await judge(contract, ({ text, type }) => {
      return { status: type === 'application/xml' && right.test(text) ? 200 : 400 };
    });
    expect(problems).toEqual([]);
    expect(report.summary.byZone.valid.cases).toBeGreaterThan(10);
  });
});

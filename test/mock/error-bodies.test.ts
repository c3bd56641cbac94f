/** A refusal says why, whatever its shape. */
import { describe, expect, it } from 'vitest';
import { contractOf, list, object, text, whole } from '../resource-contract.ts';
import { asking } from './ask-mock.ts';

const string = { type: 'string' };
const refusal = async (schema: unknown, body: unknown = { size: 'big' }) => {
  const contract = contractOf({
    'POST /things': {
      body: object({ size: whole, inner: object({ name: text }) }, ['size']),
      answer: object({ id: text }),
      others: { 400: schema },
    },
  });
  return (await asking(contract))('POST /things', body);
};
const why = 'size must be integer, not "big"';

describe('the body of a refusal', () => {
  it.each(['msg', 'message', 'detail', 'error', 'title', 'reason', 'error_description', 'errorMessage'])(
    'says why in its member %s',
    async (name) => {
      expect((await refusal(object({ [name]: text, trace: { ...string, format: 'uuid' } }))).body).toMatchObject({
        [name]: why,
      });
      expect((await refusal(object({ [name]: text }, []))).body).toEqual({ [name]: why });
    },
  );

  it('tells the status where a member says it, and what went wrong by name (RFC 9457)', async () => {
    const problem = object(
      { type: { ...string, format: 'uri-reference' }, title: text, status: { type: 'integer' }, detail: text },
      ['title', 'status'],
    );
    expect((await refusal(problem)).body).toEqual({ title: 'Bad Request', status: 400, detail: why });
    expect((await refusal(object({ code: { type: 'integer' }, message: text }))).body).toEqual({
      code: 400,
      message: why,
    });
    expect((await refusal(object({ error: object({ code: text, message: text }) }))).body).toEqual({
      error: { code: '400', message: why },
    });
  });

  it('has all that must stand beside the reason, also where the whole of it may be left out', async () => {
    const error = object({ message: text, status: { type: 'integer' }, at: { ...string, format: 'date-time' } });
    const { body } = await refusal(object({ error }, []));
    expect(body).toEqual({ error: { message: why, status: 400, at: expect.any(String) } });
  });

  it('has an item for each member that is wrong where the document has a list of them', async () => {
    const errors = list(object({ pointer: text, message: text }));
    const { body } = await refusal(object({ message: text, errors }), { size: 'big', inner: { name: 5 } });
    expect(body.errors).toEqual([
      { pointer: '#/size', message: why },
      { pointer: '#/inner/name', message: 'inner.name must be string, not 5' },
    ]);
    const fastapi = object({
      detail: list(object({ loc: list({ type: ['string', 'integer'] }), msg: text, type: text })),
    });
    expect((await refusal(fastapi)).body.detail[0]).toMatchObject({ loc: ['body', 'size'], msg: why });
    expect((await refusal(object({ errors: list(text) }))).body).toEqual({ errors: [why] });
  });

  it.each([{}, true, { type: 'object' }, { type: 'object', additionalProperties: true }])(
    'is a message where the document leaves it open: %j',
    async (schema) => {
      expect((await refusal(schema)).body).toEqual({ message: why });
    },
  );
});

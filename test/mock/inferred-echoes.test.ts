/** What was sent comes back, where the document has a member for it. */
import { describe, expect, it } from 'vitest';
import { contractOf, object, ref, text, whole } from '../resource-contract.ts';
import { asking } from './ask-mock.ts';

describe('an answer', () => {
  it('repeats what was sent also where there is no resource, and makes up what does not fit', async () => {
    const ask = await asking(
      contractOf({
        'POST /quote': {
          body: object({ amount: whole, mode: text, note: text }),
          answer: object({ amount: { type: 'number' }, mode: { enum: ['fast'] }, note: text, price: whole }),
        },
      }),
    );
    expect((await ask('POST /quote', { amount: 5, mode: 'slow', note: 'n' })).body).toMatchObject({
      amount: 5,
      mode: 'fast',
      note: 'n',
    });
  });

  it('answers with the alternative that was sent', async () => {
    const wind = object({ kind: { const: 'wind' }, speed: whole });
    const rain = object({ kind: { const: 'rain' }, depth: whole });
    const shown = { allOf: [object({ id: text }), { oneOf: [wind, rain] }] };
    const ask = await asking(
      contractOf(
        {
          'POST /readings': { body: { oneOf: [wind, rain] }, answer: ref('R') },
          'GET /readings/{id}': { answer: ref('R') },
        },
        { schemas: { R: shown } },
      ),
    );
    for (const sent of [
      { kind: 'rain', depth: 3 },
      { kind: 'wind', speed: 4 },
    ]) {
      const { body } = await ask('POST /readings', sent);
      expect(body).toEqual({ id: expect.any(String), ...sent });
      expect((await ask(`GET /readings/${body.id}`)).body).toEqual(body);
    }
  });
});

/** Puts a server through a probe and says what is wrong with its answers, one by one and taken together. */
import { certificates, type Body } from '../region-members.ts';
import type { FaultyServer, Variant } from '../variant.ts';
import { judgeAnswer, type Verdict } from './judge-answer.ts';
import { openClient } from './send-step.ts';
import type { Step } from './step.ts';

type Judged = Verdict & { step: Step };

/** Starts `server` for this probe alone; an empty list says that it answered as a right one does. */
export async function judgeProbe(
  server: Pick<Variant, 'start'>,
  probe: FaultyServer['probe'],
  patience = 2000,
): Promise<string[]> {
  const { url, close } = await server.start();
  const client = openClient(url, patience);
  const send = async (step: Step): Promise<Judged> => ({ step, ...judgeAnswer(step, await client.send(step)) });
  const judged: Judged[] = [];
  const together: string[] = [];
  try {
    for (const item of probe) {
      const group = await Promise.all([item].flat().map(send));
      const rivals = group.filter(({ step }) => step.expected === 'one-of-many');
      const winners = rivals.filter(({ status }) => status === 201).length;
      if (rivals.length > 0 && winners !== 1)
        together.push(`${winners} of ${rivals.length} at the same moment created`);
      judged.push(...group);
    }
  } finally {
    client.close();
    await close();
  }
  return [...judged.flatMap(({ problems }) => problems), ...together, ...judgeTogether(judged)];
}

function judgeTogether(judged: readonly Judged[]): string[] {
  const pairs = judged.flatMap(({ step, status, body }) =>
    status === 201 && body ? [{ sent: step.body ?? {}, body }] : [],
  );
  const ids = pairs.map(({ body }) => body['region_id']);
  const repeated = new Set(ids).size < ids.length ? ['region_id given twice'] : [];
  const unsent = (name: string) => pairs.filter(({ sent }) => !(name in sent)).map(({ body }) => body[name]);
  const varying = ['scope', 'status']
    .filter((name) => new Set(unsent(name)).size > 1)
    .map((name) => `${name} has several defaults`);
  return [...repeated, ...varying, ...findLeaks(pairs)];
}

/** Long texts of one request that stand in the answer to another. */
function findLeaks(pairs: readonly { sent: Body; body: Body }[]): string[] {
  return ['desc', ...certificates].filter((name) =>
    pairs.some(
      ({ sent, body }) => !(name in sent) && body[name] && pairs.some((other) => other.sent[name] === body[name]),
    ),
  );
}

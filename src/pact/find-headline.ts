/** One cause that explains why all interactions failed, where there is one. */
import type { VerifiedInteraction } from './verify-pacts.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';

export interface Headline {
  kind: ProblemKind;
  message: string;
}

/** Found when every answer has the same status, and it tells of the door rather than of the room. */
export function findHeadline(
  verified: readonly VerifiedInteraction[],
  { withHeaders }: { withHeaders: boolean },
): Headline | undefined {
  const statuses = new Set(verified.map(({ exchange }) => exchange?.response?.status));
  const [only] = statuses;
  if (verified.length < 2 || statuses.size !== 1 || only === undefined) return undefined;
  if (verified.some(({ interaction }) => interaction.status === only)) return undefined;
  if (only === 401 || only === 403) {
    const advice = withHeaders ? 'the credentials are not taken' : "pass credentials with --header 'Authorization: …'";
    return { kind: 'unauthorized', message: `Every answer is ${only}: ${advice}.` };
  }
  if (only !== 404) return undefined;
  return { kind: 'not-found', message: 'Every answer is 404: the path, or the base URL, is wrong.' };
}

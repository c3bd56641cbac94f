/** One cause that explains why all interactions failed, where there is one. */
import type { VerifiedInteraction } from '../../pact/verify-pacts.ts';

/** Found when every answer has the same status, and it tells of the door rather than of the room. */
export function findHeadline(
  verified: readonly VerifiedInteraction[],
  { withHeaders }: { withHeaders: boolean },
): string | undefined {
  const statuses = new Set(verified.map(({ exchange }) => exchange?.response?.status));
  const [only] = statuses;
  if (verified.length < 2 || statuses.size !== 1 || only === undefined) return undefined;
  if (only === 401 || only === 403) {
    const advice = withHeaders ? 'the credentials are not taken' : "pass credentials with --header 'Authorization: …'";
    return `Every answer is ${only}: ${advice}.`;
  }
  return only === 404 ? 'Every answer is 404: the path, or the base URL, is wrong.' : undefined;
}

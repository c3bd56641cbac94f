/** Right and faulty servers for the command line to verify, which keep account of what came. */
import { whenFileEnds } from '../file-ends.ts';
import { changeMember } from '../servers/change-stages.ts';
import { startServer, type Change } from '../servers/right-server.ts';

/** What came to a server, beside the operation itself. */
export interface Seen {
  requests: number;
  removed: string[];
  authorizations: Set<string | undefined>;
}

/** The right server, changed; it also removes what it is told to. */
export async function serve(change: Change = () => ({})): Promise<{ url: string; seen: Seen }> {
  const seen: Seen = { requests: 0, removed: [], authorizations: new Set() };
  const server = await startServer((right) => {
    const changed = { ...right, ...change(right) };
    return {
      ...changed,
      admit: (call) => {
        seen.requests += 1;
        seen.authorizations.add(call.request.headers.authorization);
        if (call.request.method !== 'DELETE') return changed.admit(call);
        seen.removed.push(call.request.url ?? '');
        return { status: 204, reason: 'other', body: '', headers: {} };
      },
    };
  });
  whenFileEnds(server.close);
  return { url: server.url, seen };
}

/** One fault: desc does not come back. */
export const faulty: Change = changeMember('desc', () => 'another');

/** Right and faulty servers for the command line to verify, which keep account of what came. */
import { afterAll } from 'vitest';
import { changeMember } from '../servers/change-stages.ts';
import { startServer, type Change } from '../servers/right-server.ts';

/** What came to a server, beside the operation itself. */
export interface Seen {
  requests: number;
  removed: string[];
  authorizations: Set<string | undefined>;
}

const servers: { close: () => Promise<void> }[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

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
  servers.push(server);
  return { url: server.url, seen };
}

/** One fault: desc does not come back. */
export const faulty: Change = changeMember('desc', () => 'another');

/** The one request of the bench: a valid POST under a name that no other has. */
import { Pool } from 'undici';
import { writeBody } from './write-body.ts';

const headers = { 'content-type': 'application/json' };

/** The status of one POST through `pool`; 0 when there was no answer. */
export async function post(pool: Pool, path: string): Promise<number> {
  try {
    const { statusCode, body } = await pool.request({ method: 'POST', path, headers, body: writeBody() });
    await body.dump();
    return statusCode;
  } catch {
    return 0;
  }
}

/** One POST on a connection of its own. */
export async function postOnce(url: string): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 1 });
  try {
    return await post(pool, pathname);
  } finally {
    await pool.close();
  }
}

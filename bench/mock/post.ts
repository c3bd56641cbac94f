/** The one request of the bench: a valid POST under a name that no other has. */
import { Pool } from 'undici';

const headers = { 'content-type': 'application/json' };
let serial = 0;

/** Valid for the contract in contracts/: every required member and some others. */
function writeBody(): string {
  const name = `bench-${(serial++).toString(36)}`;
  return JSON.stringify({
    region_name: name,
    region_alias: '上海数据中心',
    url: 'https://api.example.com:8443',
    wsurl: 'wss://ws.example.com:6060',
    httpdomain: 'apps.example.com',
    tcpdomain: '192.0.2.10',
    scope: 'private',
    status: 1,
    desc: 'three power feeds, a direct line to the main site',
  });
}

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

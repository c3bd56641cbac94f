/** A valid body for the contract in contracts/, under a name that no other has. */
let serial = 0;

/** Every required member and some others. */
export function writeBody(): string {
  const name = `bench-${process.pid.toString(36)}-${(serial++).toString(36)}`;
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

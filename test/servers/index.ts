/** What a verifier of this operation is measured against: servers with one fault each, right ones that differ, hostile ones. */
export { conformingServers } from './conforming-servers.ts';
export { faultyServers } from './faulty-servers.ts';
export { hostileServers } from './hostile-servers.ts';
export type { Variant } from './variant.ts';

/** Servers that do harm to a client, or are none: they may cost it time within its bounds, and nothing else. */
import { applicationHostiles } from './hostile/refusing-all.ts';
import { socketHostiles } from './hostile/on-the-socket.ts';
import type { HostileServer } from './hostile/start-hostile.ts';

export const hostileServers: readonly HostileServer[] = [...socketHostiles, ...applicationHostiles];

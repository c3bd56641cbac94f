/** Servers that do harm to a client, or are none: they may cost it time within its bounds, and nothing else. */
import { brokenHostiles } from './hostile/broken-answers.ts';
import { endlessHostiles } from './hostile/endless-answers.ts';
import { refusingHostiles } from './hostile/refusing-all.ts';
import type { HostileServer } from './hostile/start-hostile.ts';

export const hostileServers: readonly HostileServer[] = [...endlessHostiles, ...brokenHostiles, ...refusingHostiles];

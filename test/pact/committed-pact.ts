/** The pact that the console's tests wrote. */
import { fileURLToPath } from 'node:url';

export const committedPact: string = fileURLToPath(
  new URL('../../contracts/pacts/console-regions.json', import.meta.url),
);

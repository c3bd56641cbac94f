/** verify on a contract that a stranger wrote: a few of each here, more in `npm run test:stations`, all in `test/servers/stations/run-all.ts`. */
import { describeStations } from './describe-stations.ts';

describeStations(3);

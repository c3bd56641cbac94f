/** The same as test/verify/stations.test.ts, with four times as many servers: minutes, for CI. */
import { describeStations } from '../verify/describe-stations.ts';

describeStations(12);

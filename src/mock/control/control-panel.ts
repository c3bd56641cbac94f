/** What the page of a running mock works on. */
import type { Contract } from '../../contract/contract.ts';
import type { ExchangeLog } from '../exchange-log.ts';
import type { MakeSample } from '../make-sample.ts';
import type { Switches } from '../settings.ts';
import type { Signals } from '../signals.ts';
import type { State } from '../state.ts';

export interface ControlPanel {
  /** What is served at the moment. */
  contract(): Contract;
  /** What is wrong with the files of the contract, while the last good one is served. */
  problem(): string | undefined;
  sample: MakeSample;
  switches: Switches;
  log: ExchangeLog;
  state: State;
  signals: Signals;
  seed: number;
  locale: string;
  /** The address that the mock was told to listen on. */
  host: string;
  upstream: string | undefined;
}

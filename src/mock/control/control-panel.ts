/** What the page of a running mock works on. */
import type { EventEmitter } from 'node:events';
import type { Contract } from '../../contract/contract.ts';
import type { FixtureSettings } from '../answer/make-fixture.ts';
import type { Language } from '../../language/translate.ts';
import type { IsOwnHost } from '../front/own-host.ts';
import type { Concealer } from '../log/conceal.ts';
import type { ExchangeLog } from '../log/exchange-log.ts';
import type { Switches } from '../settings.ts';
import type { State } from '../state/state.ts';

/** What every path of the mock's own begins with. */
export const controlPrefix = '/__docpact';

/** What may change while somebody looks. */
export type Topic = 'exchanges' | 'cleared' | 'settings' | 'state' | 'contract';

export interface ControlPanel extends Pick<FixtureSettings, 'faker' | 'locale' | 'seed'> {
  /** What is served at the moment. */
  contract(): Contract;
  /** What is wrong with the files of the contract, while the last good one is served. */
  problem(): string | undefined;
  switches: Switches;
  log: ExchangeLog;
  concealer: Concealer;
  state: State;
  /** Does something with a state that other mocks share; absent where none do. */
  share?: (<T>(work: () => T) => Promise<T>) | undefined;
  changes: EventEmitter<{ change: [Topic] }>;
  /** Which names lead to the mock. */
  isOwnHost: IsOwnHost;
  upstream: string | undefined;
  /** Where the server lies that answers: the mock, or the one that it watches. */
  base(): string;
  /** The page's; the browser's unless given. */
  lang: Language | undefined;
}

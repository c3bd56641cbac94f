/** Asks the mock, and tells it what to switch. */
import type {
  MockDescription,
  ShownCheck,
  ShownExchange,
  ShownRequest,
  ShownState,
  ShownThing,
  WrittenSettings,
} from './shapes.ts';
import { tell } from './words.ts';

async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  const response = await fetch(new URL(path, base), options);
  if (response.status === 204) return undefined as T;
  const value = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Error(tell(value.message ?? String(response.status)));
  return value;
}

/** Where the mock's own paths begin. */
const base = new URL('../../', import.meta.url);

export const askMock = {
  mock: () => ask<MockDescription>('mock'),
  state: () => ask<ShownState>('state'),
  exchanges: () => ask<ShownExchange[]>('exchanges'),
  sample: (operation: string) => ask<ShownRequest>(`operations/${encodeURIComponent(operation.toWellFormed())}/sample`),
  check: (operation: string, request: ShownRequest) =>
    ask<ShownCheck>(`operations/${encodeURIComponent(operation.toWellFormed())}/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),
  forget: () => ask<void>('state', { method: 'DELETE' }),
  putThing: (resource: string, thing: Pick<ShownThing, 'names' | 'value'>) =>
    ask<void>(`state/${encodeURIComponent(resource.toWellFormed())}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(thing),
    }),
  removeThing: (resource: string, key: string) =>
    ask<void>(`state/${encodeURIComponent(resource.toWellFormed())}?key=${encodeURIComponent(key.toWellFormed())}`, {
      method: 'DELETE',
    }),
  clear: () => ask<void>('exchanges', { method: 'DELETE' }),
  change: (settings: Partial<WrittenSettings>) =>
    ask<WrittenSettings>('settings', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    }),
};

/** What the mock tells as it happens. */
export interface Listener {
  mock(description: MockDescription): void;
  state(state: ShownState): void;
  exchanges(exchanges: ShownExchange[]): void;
  connected(yes: boolean): void;
}

/** Listens for good; the browser connects again by itself. */
export function listen(listener: Listener): void {
  const source = new EventSource(new URL('events', base));
  source.addEventListener('open', () => listener.connected(true));
  source.addEventListener('error', () => listener.connected(false));
  for (const name of ['mock', 'state', 'exchanges'] as const) {
    source.addEventListener(name, (event) => listener[name](JSON.parse((event as MessageEvent<string>).data) as never));
  }
}

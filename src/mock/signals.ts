/** Tells whoever looks that something has changed. */

/** What changed. */
export type Topic = 'exchanges' | 'cleared' | 'settings' | 'state' | 'contract';

export interface Signals {
  raise(topic: Topic): void;
  /** Listens until the function that it gives is called. */
  listen(listener: (topic: Topic) => void): () => void;
}

export function createSignals(): Signals {
  const listeners = new Set<(topic: Topic) => void>();
  return {
    raise(topic) {
      for (const listener of listeners) listener(topic);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

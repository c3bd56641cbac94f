/** Connections that are used again: to open one takes its time, with TLS several round trips. */
import type { Connection, Target } from '../../http/client/exchange.ts';

export class ConnectionPool {
  readonly #target: Target;
  readonly #idle: Connection[] = [];

  constructor(target: Target) {
    this.#target = target;
  }

  /** Lends a connection to `work`, which is its only user; once `over` is aborted something may still be under way on it, and it is closed. */
  async lend<T>(work: (connection: Connection) => Promise<T>, over: AbortSignal): Promise<T> {
    const connection = this.#idle.pop() ?? this.#target.openConnection();
    try {
      return await work(connection);
    } finally {
      if (over.aborted) await connection.close();
      else this.#idle.push(connection);
    }
  }

  /** Closes those that nobody has. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }
}

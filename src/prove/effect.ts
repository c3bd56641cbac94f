/** What a faulty server does in place of answering rightly. */
import type { RequestValues } from '../contract/operation.ts';
import { type Call, type Handle, type Reply, valuesOf } from './call.ts';
import type { RightServer } from './right-server.ts';

export type Effect = (server: RightServer, call: Call) => Reply | Promise<Reply>;

/** Refuses, in the documented shape. */
export const refuse: Effect = (server, call) => server.refuse(call);

/** Fails, as servers do whose code threw. */
export const fail: Effect = () => ({
  status: 500,
  headers: { 'content-type': 'text/html' },
  text: '<h1>Server Error (500)</h1>',
});

/** Never answers. */
export const hang: Effect = () => new Promise<Reply>(() => undefined);

/** Loses the connection. */
export const drop: Effect = () => {
  throw new Error('the connection is gone');
};

/** A server that is right, but for requests whose values fit. */
export function when(fits: (values: RequestValues, call: Call) => boolean, effect: Effect) {
  return (server: RightServer): Handle =>
    (call) =>
      fits(valuesOf(call), call) ? effect(server, call) : server.handle(call);
}

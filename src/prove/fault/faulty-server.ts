/** A server with one fault, in one operation: the others are right. */
import type { Handle } from '../serve/call.ts';
import type { Fault } from './fault.ts';
import type { Kit } from '../kit.ts';
import { createRightServer } from '../serve/right-server.ts';

export function faultyServer(kit: Kit, { operation, wrap }: Fault): Handle {
  const server = createRightServer(kit);
  const faulty = wrap(server);
  return (call) => (call.operation.id === operation ? faulty(call) : server.handle(call));
}

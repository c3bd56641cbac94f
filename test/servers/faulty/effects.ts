/** What goes wrong when a condition holds: a refusal, a wrong member, or a failure. */
import { changeAnswer, crash, refuseWhen } from '../change-stages.ts';
import type { Body } from '../region-members.ts';
import type { Change } from '../right-server.ts';

export type Condition = (body: Body) => boolean;

export function crashOn(condition: Condition): Change {
  return (right) => {
    let crashes = false;
    return {
      build: (body, call) => {
        crashes = condition(body);
        return right.build(body, call);
      },
      finish: (reply) => (reply.reason === 'created' && crashes ? crash() : reply),
    };
  };
}

export const emptyOn = (condition: Condition, name: string) =>
  changeAnswer((answer, body) => (condition(body) ? { ...answer, [name]: '' } : answer));

/** What goes wrong, taken in turn. */
const effects: readonly (readonly [verb: string, make: (condition: Condition, name: string) => Change])[] = [
  ['is refused', (condition) => refuseWhen(condition)],
  ['answers an empty %', (condition, name) => emptyOn(condition, name)],
  ['fails with 500', (condition) => crashOn(condition)],
];

/** One of the effects, in turn. */
export function effect(index: number): (typeof effects)[number] {
  return effects[index % effects.length] ?? ['is refused', refuseWhen];
}

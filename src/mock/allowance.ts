/** Lets so many through in a span of time: what is kept for people to look at need not keep up with a load test. */

/** Milliseconds of a span, and how many it lets through. */
const SPAN = 1_000;
const ALLOWED = 500;

/** Whether one more is let through at the moment `now`, in milliseconds. */
export function createAllowance(): (now: number) => boolean {
  let began = -Infinity;
  let count = 0;
  return (now) => {
    if (now - began >= SPAN) {
      began = now;
      count = 0;
    }
    count += 1;
    return count <= ALLOWED;
  };
}

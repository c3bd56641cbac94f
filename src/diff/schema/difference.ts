/** A difference of two schemas: where it shows, what each side says there, and what it does to what is right. */
import type { Fact, Site } from './shape.ts';

/** A part of a value, with the schemas that bind it on both sides. */
export interface Stop {
  old: Site;
  now: Site;
  /** The member or item that the next part is; of the last, none. */
  token?: string;
}

/** What one keyword says otherwise than before about a part of the value. */
export interface Difference {
  /** `[]` stands for every item, `{}` for every other member. */
  at: readonly string[];
  keyword: string;
  old?: Fact;
  now?: Fact;
  /** Whether something is right no more. */
  tighter: boolean;
  /** Whether something is right that was not. */
  looser: boolean;
  /** Whether the keyword alone tells, since no validator looks at it. */
  told?: true;
  /** Set within a member that only one side describes. */
  part?: 'gone' | 'new' | undefined;
  /** From the whole value down to the part. */
  trail: readonly Stop[];
}

/** One comparison on its way: the pairs that were met, those of them that differ, and how often one of these was met again. */
export interface Run {
  met: Set<string>;
  differing: Set<string>;
  same: number;
  again: number;
}

/** Where a comparison has come to. */
export interface Context {
  at: readonly string[];
  trail: readonly Stop[];
  part?: Difference['part'];
}

/** One part further. */
export function step(here: Context, token: string, part: Context['part'] = here.part): Context {
  const trail = here.trail.map((stop, index) => (index === here.trail.length - 1 ? { ...stop, token } : stop));
  return { at: [...here.at, token], trail, ...(part ? { part } : {}) };
}

/** A member that only one side has, and of which it says nothing. */
export function bareMember(member: Context, { was, is, name }: { was: Site; is: Site; name: string }): Difference {
  const fact = (site: Site) => (site[0] ? { value: name, pointer: site[0].pointer } : undefined);
  const [old, now] = [fact(was), fact(is)];
  const trail = [...member.trail, { old: was, now: is }];
  return {
    ...member,
    trail,
    keyword: 'properties',
    ...(old ? { old } : {}),
    ...(now ? { now } : {}),
    tighter: is.length > 0,
    looser: was.length > 0,
  };
}

/** The provider states that docpact writes into pacts, and can bring about by itself: how they are named and read. */
import { formatPointer, parsePointer } from '../../contract/json-pointer.ts';

/** `name is free`: no creation has taken the value; `name is taken`: one has. `name is null` and `name is given`: of the answer. */
export type StateKind = 'free' | 'taken' | 'null' | 'given' | 'done';

export interface KnownState {
  kind: StateKind;
  /** The member that it is about; of `done`, the scenario that was carried out. */
  subject: string;
}

const phrases: Readonly<Record<StateKind, string>> = {
  free: 'is free',
  taken: 'is taken',
  null: 'is null in the answer',
  given: 'is given in the answer',
  done: 'was carried out',
};

export function stateName(kind: StateKind, subject: string): string {
  return `${subject} ${phrases[kind]}`;
}

/** What a state says, where it is one of these. */
export function readStateName(name: string): KnownState | undefined {
  for (const [kind, phrase] of Object.entries(phrases)) {
    if (name.endsWith(` ${phrase}`)) return { kind: kind as StateKind, subject: name.slice(0, -phrase.length - 1) };
  }
  return undefined;
}

const wholeBody = 'the body';

/** A place in an answer's body as a state names it: a member by its name, what is deeper by its pointer. */
export function subjectOf(tokens: readonly string[]): string {
  const [only] = tokens;
  if (only === undefined) return wholeBody;
  return tokens.length === 1 && only !== '' && !only.startsWith('/') ? only : formatPointer(tokens);
}

/** The place that a state names. */
export function placeOfSubject(subject: string): readonly string[] {
  if (subject === wholeBody) return [];
  return subject.startsWith('/') ? parsePointer(subject) : [subject];
}

/** The sentence of a clause, from one table keyed by its kind. */
import type { Clause } from './clause.ts';

type Draft = Pick<Clause, 'kind' | 'value' | 'at' | 'subject' | 'status'>;

/** What a clause says, in one English sentence without a full stop. */
export function clauseSentence(clause: Draft): string {
  const law = clause.subject === 'law' && clause.at.length === 0 ? laws[clause.kind] : undefined;
  if (law) return law((clause.value as { name: string }).name);
  const say = sentences[clause.kind] ?? ((subject, value) => `${subject} obeys ${clause.kind} ${show(value)}`);
  return say(nameSubject(clause), clause.value);
}

/** Laws of resources, by their kind: what they say of the thing that has this name. */
const laws: Readonly<Record<string, (name: string) => string>> = {
  read: (name) => `the ${name} that is created is read back`,
  distinct: (name) => `each ${name} that is created is another one, whose identity none had before`,
  taken: (name) => `a second ${name} with what only one may have is refused`,
  below: (name) => `the ${name} is found below its own parent only`,
  listed: (name) => `the list holds each ${name} that is there`,
  filtered: (name) => `the list holds each ${name} that meets its filter, and no other`,
  sorted: (name) => `the list holds each ${name} in the order that was asked for`,
  paged: (name) => `the pages of the list hold each ${name} once`,
  counted: (name) => `the total of the list counts each ${name} that is there`,
  replaced: (name) => `the ${name} is afterwards what was sent, once or twice alike`,
  changed: (name) => `the ${name} has afterwards what was sent, and all else stays`,
  headed: (name) => `HEAD says of the ${name} what GET says, without the body`,
  untouched: (name) => `a request that is refused changes nothing of the ${name}`,
  gone: (name) => `the ${name} that was removed is neither found nor listed`,
  conditional: (name) => `conditions on the version of the ${name} are heeded`,
};

const sentences: Readonly<Record<string, (subject: string, value: unknown) => string>> = {
  additionalProperties: (subject, value) =>
    value === false ? `${subject} has no other members` : `every other member of ${subject} obeys its schema`,
  anyOf: (subject) => `${subject} obeys at least one of its schemas`,
  body: (subject) => `${subject} is sent`,
  const: (subject, value) => `${subject} is ${show(value)}`,
  contains: (subject) => `${subject} contains the item that is asked for`,
  contentSchema: (subject) => `what is inside ${subject} obeys its schema`,
  default: (subject, value) => `${subject} is ${show(value)} where it is left out`,
  dependentRequired: (subject, value) => `${subject} has the members that others ask for: ${show(value)}`,
  deprecated: (subject) => `${subject} is deprecated`,
  discriminator: (subject, value) =>
    Array.isArray(value)
      ? `${subject} tells the alternatives apart as ${value.map(show).join(', ')}`
      : `${subject} is told apart by ${show(value)}`,
  echo: (subject, value) => `${subject} repeats ${String(value)}`,
  enum: (subject, value) => `${subject} is one of ${(value as unknown[]).map(show).join(', ')}`,
  exclusiveMaximum: (subject, value) => `${subject} is less than ${show(value)}`,
  exclusiveMinimum: (subject, value) => `${subject} is more than ${show(value)}`,
  format: (subject, value) => `${subject} is written as ${String(value)}`,
  fresh: (subject) => `${subject} is never given twice`,
  maxItems: (subject, value) => `${subject} has at most ${count(value, 'item')}`,
  maxLength: (subject, value) => `${subject} has at most ${count(value, 'character')}`,
  maxProperties: (subject, value) => `${subject} has at most ${count(value, 'member')}`,
  maximum: (subject, value) => `${subject} is at most ${show(value)}`,
  'media-type': (subject, value) => `${subject} is ${String(value)}`,
  minItems: (subject, value) => `${subject} has at least ${count(value, 'item')}`,
  minLength: (subject, value) => `${subject} has at least ${count(value, 'character')}`,
  minProperties: (subject, value) => `${subject} has at least ${count(value, 'member')}`,
  minimum: (subject, value) => `${subject} is at least ${show(value)}`,
  multipleOf: (subject, value) => `${subject} is a multiple of ${show(value)}`,
  not: (subject) => `${subject} does not obey the schema that is ruled out`,
  oneOf: (subject) => `${subject} obeys exactly one of its schemas`,
  pattern: (subject, value) => `${subject} matches /${String(value)}/`,
  properties: (subject) => `${subject} is a member that there may be`,
  propertyNames: (subject) => `the names of the members of ${subject} obey their schema`,
  readOnly: (subject) => `${subject} is read-only`,
  required: (subject) => `${subject} is present`,
  security: (_, value) => `a request without the credentials of ${String(value)} is refused`,
  status: (_, value) => `${value as string}`,
  type: (subject, value) => `${subject} is ${[value].flat().map(String).map(article).join(' or ') || 'nothing at all'}`,
  unread: (subject) => `${subject} obeys a schema that could not be read`,
  unevaluatedProperties: (subject) => `${subject} has no other members`,
  unique: (subject) => `${subject} is taken once: a second creation with it is refused`,
  uniqueItems: (subject) => `${subject} has no item twice`,
  'x-sunset': (subject, value) => `${subject} stays until ${String(value)}`,
  writeOnly: (subject) => `${subject} is write-only`,
};

/** `the answer's member a.b[] (201)`, as a sentence begins. */
function nameSubject({ at, subject, status }: Draft): string {
  const [part = 'body', ...tokens] = at;
  const message =
    subject === 'response' || (subject === 'law' && status !== undefined)
      ? `the ${status ?? ''} answer`
      : 'the request';
  if (tokens.length === 0) return part === 'body' ? `the body of ${message}` : `the ${part} of ${message}`;
  const name = tokens.reduce(
    (path, token) => (token === '[]' ? `${path}[]` : path === '' ? token : `${path}.${token}`),
    '',
  );
  return part === 'body' ? `${name} of ${message}` : `the ${part} parameter ${name} of ${message}`;
}

function article(type: string): string {
  if (type === 'null') return 'null';
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function count(value: unknown, noun: string): string {
  return `${show(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** The rules by which lint holds a contract against itself, once it is read. */
export const lintRules = {
  'contradicting-keywords': {
    severity: 'warning',
    message: 'Two keywords exclude each other, so that one thing that the schema allows is never there.',
    taken: 'What the two leave is made.',
    hint: 'Loosen one of the two, or leave out what both speak of.',
  },
  'dead-value': {
    severity: 'warning',
    message: 'A list holds a value that another keyword refuses.',
    taken: 'The value is never right; the others are.',
    hint: 'Correct the value, or leave it out.',
  },
  'example-breaks-schema': {
    severity: 'error',
    message: 'An example is none: it breaks the schema that it stands beside.',
    taken: 'It is not used.',
    hint: 'Correct the example, or the schema.',
  },
  'impossible-schema': {
    severity: 'error',
    message: 'Two keywords exclude each other: no value obeys both.',
    taken: 'An optional part is left out; else no case and no made-up answer has it.',
    hint: 'Loosen one of the two.',
  },
  'no-operations': {
    severity: 'error',
    message: 'A contract has no operation.',
    taken: 'Commands that need one end with exit code 2.',
    hint: 'Write a method under a path under `paths`.',
  },
  'no-value': {
    severity: 'warning',
    message: 'No value was found that obeys a schema.',
    taken: 'An optional part is left out; else no case and no made-up answer has it.',
    hint: 'Give an example or an `x-faker` beside it, or a value under `values` in the config.',
  },
  'odd-resource': {
    severity: 'warning',
    message: '`x-resource` contradicts itself, or the document around it.',
    taken: 'What it says of that does not count.',
    hint: '`docpact resources --format yaml` writes it as it was inferred.',
  },
  'operation-named-like-schema': {
    severity: 'note',
    message: 'An operation and a schema have one name.',
    taken: 'Both are there; `docpact fixtures` asks which is meant.',
    hint: 'Name them apart: `schema:NAME`, `operation:NAME`.',
  },
  scenario: {
    severity: 'error',
    message: 'A scenario contradicts the contract or itself.',
    taken: 'The mock does not start with it.',
    hint: 'Correct the scenario.',
  },
  'undescribed-member': {
    severity: 'warning',
    message: 'A name in `required` is that of no member, and nearly that of one.',
    taken: 'A member of this name must be there.',
    hint: 'Write the name as `properties` has it.',
  },
  'unread-faker': {
    severity: 'error',
    message: 'An `x-faker` names no method of faker, or one that cannot be called so.',
    taken: 'No case and no made-up answer is made of the schema.',
    hint: 'Write `internet.email`, or `{ "number.int": [{ "max": 9 }] }`.',
  },
} as const;

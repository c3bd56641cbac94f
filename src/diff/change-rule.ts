/** The rules of changes: one table, from which a change gets whom it breaks and how much that counts, and `docs/changes.md` is made. */
import type { Severity } from '../contract/diagnostic.ts';

/** Whom a change breaks. */
export type Audience = 'callers' | 'providers' | 'both' | 'nobody';

export interface ChangeRuleEntry {
  severity: Severity;
  breaks: Audience;
  /** One sentence that fits every case. */
  message: string;
}

/** What keywords of a schema are about; each is a rule for requests and one for answers, narrower and wider. */
const aspects = {
  type: 'the types',
  values: 'the listed values (`enum`, `const`)',
  number: 'the bounds or steps of a number',
  length: 'the length of a text',
  pattern: 'the pattern of a text',
  format: 'the format of a text or number',
  encoding: 'how a text encodes what it holds (`contentEncoding`, `contentMediaType`)',
  items: 'the number of items, or what they are',
  contains: 'what a list contains',
  required: 'the members that are demanded',
  'member-count': 'the number of members',
  'other-members': 'the members that nothing declares',
  union: 'the alternatives (`anyOf`, `oneOf`, `if`, `not`, `dependentRequired`, `dependentSchemas`)',
  discriminator: 'what the values of a discriminator mean',
  expected: 'the expected domain (`x-expected`)',
} as const;

export type Aspect = keyof typeof aspects;

const aspectOf: Readonly<Record<string, Aspect>> = {
  type: 'type',
  enum: 'values',
  const: 'values',
  multipleOf: 'number',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  minLength: 'length',
  maxLength: 'length',
  pattern: 'pattern',
  format: 'format',
  contentEncoding: 'encoding',
  contentMediaType: 'encoding',
  contains: 'contains',
  minContains: 'contains',
  maxContains: 'contains',
  items: 'items',
  minItems: 'items',
  maxItems: 'items',
  uniqueItems: 'items',
  unevaluatedItems: 'items',
  required: 'required',
  minProperties: 'member-count',
  maxProperties: 'member-count',
  additionalProperties: 'other-members',
  unevaluatedProperties: 'other-members',
  patternProperties: 'other-members',
  propertyNames: 'other-members',
  discriminator: 'discriminator',
  'x-expected': 'expected',
};

/** What a keyword is about. */
export function aspectOfKeyword(keyword: string): Aspect {
  return aspectOf[keyword] ?? 'union';
}

type ValueRule = `${'request' | 'response'}-${Aspect}-${'narrower' | 'wider'}`;

function valueRules(): Record<ValueRule, ChangeRuleEntry> {
  const rows = Object.entries(aspects).flatMap(([aspect, what]): [string, ChangeRuleEntry][] => {
    const isExpected = aspect === 'expected';
    return [
      [
        `request-${aspect}-narrower`,
        {
          severity: 'error',
          breaks: isExpected ? 'callers' : 'both',
          message: `Of a request, ${what}: what was right is refused now.`,
        },
      ],
      [
        `request-${aspect}-wider`,
        { severity: 'error', breaks: 'providers', message: `Of a request, ${what}: what was refused is right now.` },
      ],
      [
        `response-${aspect}-narrower`,
        { severity: 'error', breaks: 'providers', message: `Of an answer, ${what}: what was right is wrong now.` },
      ],
      [
        `response-${aspect}-wider`,
        { severity: 'error', breaks: 'callers', message: `Of an answer, ${what}: something may come that could not.` },
      ],
    ];
  });
  return Object.fromEntries(rows) as Record<ValueRule, ChangeRuleEntry>;
}

/** What is no schema's. */
export const messageRules = {
  'operation-gone': {
    severity: 'error',
    breaks: 'callers',
    message: 'An operation is gone that was not deprecated before.',
  },
  'operation-gone-early': {
    severity: 'error',
    breaks: 'callers',
    message: 'An operation is gone before the day of its `x-sunset`.',
  },
  'operation-gone-announced': {
    severity: 'warning',
    breaks: 'callers',
    message: 'An operation is gone that was deprecated.',
  },
  'operation-new': { severity: 'error', breaks: 'providers', message: 'An operation is new: servers have to have it.' },
  'operation-moved': {
    severity: 'error',
    breaks: 'both',
    message: 'An operation (by its operationId) has another path.',
  },
  'operation-deprecated': { severity: 'note', breaks: 'nobody', message: 'An operation is deprecated now.' },
  'operation-no-longer-deprecated': {
    severity: 'note',
    breaks: 'nobody',
    message: 'An operation is deprecated no more.',
  },
  'operation-id-changed': { severity: 'note', breaks: 'nobody', message: 'An operation has another operationId.' },
  'base-path-changed': {
    severity: 'error',
    breaks: 'both',
    message: 'The path before all paths (`servers`) is another.',
  },
  'parameter-new': { severity: 'error', breaks: 'providers', message: 'A parameter is new that may be left out.' },
  'parameter-new-required': { severity: 'error', breaks: 'both', message: 'A parameter is new and demanded.' },
  'parameter-gone': { severity: 'error', breaks: 'callers', message: 'A parameter is gone: servers may refuse it.' },
  'parameter-moved': { severity: 'error', breaks: 'both', message: 'A parameter stands at another place.' },
  'parameter-required': { severity: 'error', breaks: 'both', message: 'A parameter is demanded now.' },
  'parameter-optional': { severity: 'error', breaks: 'providers', message: 'A parameter may be left out now.' },
  'parameter-style-changed': {
    severity: 'error',
    breaks: 'both',
    message: 'A parameter is written otherwise (`style`, `explode`, `content`).',
  },
  'parameter-reserved-changed': {
    severity: 'error',
    breaks: 'both',
    message: 'Reserved characters of a parameter are written otherwise (`allowReserved`).',
  },
  'parameter-empty-narrower': {
    severity: 'error',
    breaks: 'both',
    message: 'A parameter may not come without a value any more (`allowEmptyValue`).',
  },
  'parameter-empty-wider': {
    severity: 'error',
    breaks: 'providers',
    message: 'A parameter may come without a value now (`allowEmptyValue`).',
  },
  'parameter-deprecated': { severity: 'note', breaks: 'nobody', message: 'A parameter is deprecated now.' },
  'parameter-default-changed': {
    severity: 'warning',
    breaks: 'callers',
    message: 'Leaving a parameter out means another value (`default`).',
  },
  'request-member-gone': {
    severity: 'error',
    breaks: 'callers',
    message: 'A member of a request is gone: servers may refuse it.',
  },
  'request-member-new': {
    severity: 'error',
    breaks: 'providers',
    message: 'A member of a request is new: servers have to take it.',
  },
  'request-body-new': { severity: 'error', breaks: 'providers', message: 'A request may have a body now.' },
  'request-body-new-required': { severity: 'error', breaks: 'both', message: 'A request must have a body now.' },
  'request-body-gone': { severity: 'error', breaks: 'callers', message: 'A request has no body any more.' },
  'request-body-required': { severity: 'error', breaks: 'both', message: 'The body of a request is demanded now.' },
  'request-body-optional': {
    severity: 'error',
    breaks: 'providers',
    message: 'The body of a request may be left out now.',
  },
  'request-media-type-gone': {
    severity: 'error',
    breaks: 'both',
    message: 'A media type of a request is taken no more.',
  },
  'request-media-type-new': {
    severity: 'error',
    breaks: 'providers',
    message: 'A media type of a request is new: servers have to take it.',
  },
  'request-part-encoding-changed': {
    severity: 'error',
    breaks: 'both',
    message: 'A member of a form is written otherwise (`encoding`).',
  },
  'request-default-changed': {
    severity: 'warning',
    breaks: 'callers',
    message: 'Leaving a member out means another value (`default`).',
  },
  'response-status-new': { severity: 'error', breaks: 'callers', message: 'A status may come that could not.' },
  'response-status-gone': { severity: 'error', breaks: 'providers', message: 'A status may not come any more.' },
  'response-media-type-new': {
    severity: 'error',
    breaks: 'callers',
    message: 'An answer may come in a media type in which it could not.',
  },
  'response-media-type-gone': {
    severity: 'error',
    breaks: 'both',
    message: 'An answer may not come in a media type any more: whoever asks for it gets none.',
  },
  'response-body-new': { severity: 'error', breaks: 'providers', message: 'An answer has a body now.' },
  'response-body-gone': { severity: 'error', breaks: 'both', message: 'An answer has no body any more.' },
  'response-member-gone': {
    severity: 'warning',
    breaks: 'callers',
    message: 'A member of an answer that was never demanded is gone: whoever used it misses it.',
  },
  'response-member-new': {
    severity: 'note',
    breaks: 'nobody',
    message: 'A member of an answer is new: whoever does not know it passes over it.',
  },
  'response-header-new': {
    severity: 'note',
    breaks: 'nobody',
    message: 'A header of an answer is new that may be left out.',
  },
  'response-header-new-required': {
    severity: 'error',
    breaks: 'providers',
    message: 'A header of an answer is new and demanded.',
  },
  'response-header-gone': {
    severity: 'error',
    breaks: 'callers',
    message: 'A header of an answer is gone that was demanded.',
  },
  'response-header-gone-optional': {
    severity: 'warning',
    breaks: 'callers',
    message: 'A header of an answer is gone that was never demanded.',
  },
  'response-header-required': {
    severity: 'error',
    breaks: 'providers',
    message: 'A header of an answer is demanded now.',
  },
  'response-header-optional': {
    severity: 'error',
    breaks: 'callers',
    message: 'A header of an answer may be left out now.',
  },
  'response-header-style-changed': {
    severity: 'error',
    breaks: 'both',
    message: 'A header of an answer is written otherwise.',
  },
  'link-gone': { severity: 'error', breaks: 'callers', message: 'A link of an answer is gone.' },
  'link-changed': {
    severity: 'error',
    breaks: 'callers',
    message: 'A link of an answer leads elsewhere, or feeds other parameters.',
  },
  'link-new': { severity: 'note', breaks: 'nobody', message: 'A link of an answer is new.' },
  'security-narrower': {
    severity: 'error',
    breaks: 'both',
    message: 'Credentials, or scopes, that were enough are not any more.',
  },
  'security-wider': {
    severity: 'error',
    breaks: 'providers',
    message: 'Credentials, or none, are enough that were not.',
  },
  'law-new': { severity: 'error', breaks: 'providers', message: 'A law of answers is new.' },
  'law-gone': {
    severity: 'error',
    breaks: 'callers',
    message: 'A law of answers is gone: callers may have relied on it.',
  },
  'law-changed': { severity: 'error', breaks: 'both', message: 'A law of answers is another.' },
  'unique-new': { severity: 'error', breaks: 'both', message: 'A value may be taken once only now.' },
  'unique-gone': { severity: 'error', breaks: 'providers', message: 'A value may be taken more than once now.' },
  'callback-gone': {
    severity: 'error',
    breaks: 'callers',
    message: 'A callback, or webhook, is gone: whoever waits for it waits in vain.',
  },
  'callback-new': { severity: 'note', breaks: 'nobody', message: 'A callback, or webhook, is new.' },
} as const;

export type ChangeRule = ValueRule | keyof typeof messageRules;

/** Every rule: how much it counts, whom it breaks, and a sentence. */
export const changeRules: Readonly<Record<ChangeRule, ChangeRuleEntry>> = { ...valueRules(), ...messageRules };

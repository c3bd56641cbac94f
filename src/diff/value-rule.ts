/** The rules of values: what a keyword is about, of requests and of answers, narrower and wider. */
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
  encoding: 'how a text encodes what it holds (`contentEncoding`, `contentMediaType`, `contentSchema`)',
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
  contentSchema: 'encoding',
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

export type ValueRule = `${'request' | 'response'}-${Aspect}-${'narrower' | 'wider'}`;

/** A rule for each aspect, both ways. */
export function valueRules(): Record<ValueRule, ChangeRuleEntry> {
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

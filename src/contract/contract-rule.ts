/** What can be odd about a contract's files: a rule each, with its severity, what is wrong and what to write instead. */
import type { Severity } from './diagnostic.ts';
import { lintRules } from './lint-rule.ts';

/** The id of a rule. */
export type ContractRule = keyof typeof readingRules | keyof typeof lintRules;

export interface Rule {
  severity: Severity;
  /** A sentence that fits every case. */
  message: string;
  /** What is made of it. */
  taken: string;
  /** What to write instead. */
  hint: string;
}

/** The rules of loading. */
const readingRules = {
  'broken-syntax': {
    severity: 'warning',
    message: 'The text is not quite YAML or JSON.',
    taken: 'It is read as the text that it nearly is.',
    hint: 'Correct the line: text with a sign of YAML in it stands in quotes, JSON has no comments and no last comma.',
  },
  'circular-reference': {
    severity: 'error',
    message: 'A `$ref` leads back to itself, so that nothing is described.',
    taken: 'The schema at the end of the circle accepts anything; another part is left out.',
    hint: 'Let one of the schemas say what it is, or put the reference below `properties` or `items`.',
  },
  'closed-part': {
    severity: 'warning',
    message:
      'A part of a schema takes no members but its own (`additionalProperties: false`), and a part beside it has others.',
    taken: 'It takes those that a part demands; with one of the others an answer is right, and a request is open.',
    hint: 'Name them there; or leave `additionalProperties` out of the parts, and write `unevaluatedProperties: false` around them (OpenAPI 3.1).',
  },
  'dangling-reference': {
    severity: 'error',
    message: 'A `$ref` names nothing that can be read.',
    taken: 'A schema accepts anything; a parameter, an answer or a path is left out.',
    hint: 'Name what exists: `#/components/schemas/NAME`, or a file beside this one.',
  },
  'duplicate-key': {
    severity: 'warning',
    message: 'A map has one key twice.',
    taken: 'The last of them holds.',
    hint: 'Remove one of them.',
  },
  'empty-member': {
    severity: 'note',
    message: 'A member stands there without a value.',
    taken: 'It is read as if it were not there.',
    hint: 'Give it a value, or remove it.',
  },
  'escaping-reference': {
    severity: 'error',
    message: 'A `$ref` leads out of the folder that may be read.',
    taken: 'A schema accepts anything; another part is left out.',
    hint: 'Name the folder that holds all files: --root DIR.',
  },
  'foreign-keyword': {
    severity: 'warning',
    message: 'A keyword is none of this version of JSON Schema, though it is one of another.',
    taken: 'It is an annotation: it demands nothing. In Swagger 2.0, those of OpenAPI 3 mean what they mean there.',
    hint: 'Write what this version has for it.',
  },
  'ignored-sibling': {
    severity: 'warning',
    message:
      'Beside the `$ref` of a parameter, a body or an answer, and of a schema in OpenAPI 3.0 and drafts up to 7, all is ignored.',
    taken: 'They are ignored.',
    hint: 'Write `allOf: [{ $ref: … }]` and the keywords beside `allOf`.',
  },
  'inexact-reference': {
    severity: 'warning',
    message: 'A `$ref` is not written as one, yet only one thing can be meant.',
    taken: 'It is read as the reference to that.',
    hint: 'Write the whole reference: `#/components/schemas/NAME`.',
  },
  'misplaced-keyword': {
    severity: 'warning',
    message: 'A keyword stands where names stand, or at a member in place of its object.',
    taken: 'It is read where it belongs.',
    hint: 'Move it out of `properties`; name the members that must be there in the list `required` of their object.',
  },
  'misread-keyword': {
    severity: 'warning',
    message: 'A keyword has a value that it does not take.',
    taken: 'It is read as what was meant, or as if it were not there.',
    hint: 'Give it a value that it takes.',
  },
  'missing-member': {
    severity: 'note',
    message: 'A member that OpenAPI demands is missing.',
    taken: 'It is empty.',
    hint: 'Write it.',
  },
  'missing-path-parameter': {
    severity: 'warning',
    message: 'A template of the path has no parameter, or a path parameter has no template.',
    taken: 'A template without one is read as a text; a parameter without a template is left out.',
    hint: 'Describe it: `{ name: …, in: path, required: true, schema: { type: string } }`.',
  },
  'no-responses': {
    severity: 'note',
    message: 'An operation documents no answer.',
    taken: 'No success is expected of it.',
    hint: 'Write `responses` with a status, or `default`.',
  },
  'odd-parameter': {
    severity: 'warning',
    message: 'A parameter, header or body is not written as one.',
    taken: 'It is read as what was meant.',
    hint: 'Write it as this version of OpenAPI has it.',
  },
  'odd-path': {
    severity: 'warning',
    message: 'A path holds a query, a fragment, half a brace or no leading slash.',
    taken: 'It is read as the path alone; what its query names are parameters.',
    hint: 'Write the path alone, and parameters with `in: query`.',
  },
  'odd-pattern': {
    severity: 'warning',
    message: 'A pattern is written for another language than JavaScript (ECMA-262).',
    taken: 'It is read as the pattern that means the same.',
    hint: 'Write it as ECMA-262 has it: `^` and `$` for the ends, no flags, no classes by name.',
  },
  'odd-status': {
    severity: 'warning',
    message: 'A status is not written as one.',
    taken: 'It is read as what was meant.',
    hint: 'Write three digits, a range such as `4XX`, or `default`.',
  },
  'odd-structure': {
    severity: 'warning',
    message: 'A part of the document is not of the kind that OpenAPI has there.',
    taken: 'It is read as what was meant, or as if it were not there.',
    hint: 'Write a map, a list or a text, as OpenAPI has it.',
  },
  'odd-type': {
    severity: 'warning',
    message: 'A type is none of JSON Schema.',
    taken: 'It is read as the type and the format that were meant.',
    hint: 'Write array, boolean, integer, null, number, object or string.',
  },
  'odd-version': {
    severity: 'warning',
    message: 'The version of the document is not written as one.',
    taken: 'It is read as the nearest version.',
    hint: 'Write it as a text: `openapi: "3.1.0"`.',
  },
  'old-list': {
    severity: 'warning',
    message: 'Items of a list are written as older versions have them.',
    taken: 'One schema is that of all items; several are those of the first items.',
    hint: 'Write `items: { … }`, or `prefixItems: [ … ]` for the first ones.',
  },
  'ignored-header': {
    severity: 'note',
    message: 'A parameter is a header that HTTP itself defines.',
    taken: 'What is said of it is ignored, as OpenAPI asks (3.2, "Parameter Object", name).',
    hint: 'Say it by `content`, by the media types of the answers, by `security`.',
  },
  'operation-id-twice': {
    severity: 'warning',
    message: 'Two operations have one operationId.',
    taken: 'The second is called by it with `_2`.',
    hint: 'Give each operation an id of its own.',
  },
  'overlapping-branches': {
    severity: 'warning',
    message: 'Several branches of a `oneOf` take an example of the document, which is therefore none by the letter.',
    taken:
      'It is read as `anyOf`: an answer that several branches take is right, and a request that several take is open.',
    hint: 'Write `anyOf`; or let the branches exclude each other, by a `const` or by `additionalProperties: false`.',
  },
  'parent-lists-child': {
    severity: 'note',
    message:
      'A schema lists another as one of its alternatives, which has it in its `allOf`: read by the letter, no value would ever be judged.',
    taken: 'The child has what the parent says, without the alternatives.',
    hint: 'Give the parent a `discriminator` alone, or list the children in a schema of its own.',
  },
  'path-twice': {
    severity: 'error',
    message: 'Two paths are the same but for the names of their parameters, and both have this method.',
    taken: 'The first is served; the second is left out.',
    hint: 'Make one path of them.',
  },
  'remote-reference': {
    severity: 'error',
    message: 'A `$ref` leads to another host.',
    taken: 'A schema accepts anything; another part is left out.',
    hint: 'Allow it: --allow-remote HOST; or keep a copy of the file.',
  },
  'same-branches': {
    severity: 'warning',
    message: 'Two branches of a `oneOf` say the same of values, so that none matches exactly one.',
    taken: 'One of them is read.',
    hint: 'Say what tells them apart (`required`, `const`), add a `discriminator`, or write `anyOf`.',
  },
  'similar-keyword': {
    severity: 'warning',
    message: 'A keyword is none, and nearly one.',
    taken: 'It is an annotation: it demands nothing.',
    hint: 'Write the keyword that was meant; names of your own begin with `x-`.',
  },
  'similar-member': {
    severity: 'warning',
    message: 'A member is none that OpenAPI has there, and nearly one.',
    taken: 'It is read as the one that it nearly is, unless that stands there, too.',
    hint: 'Write the member that was meant; names of your own begin with `x-`.',
  },
  'slow-pattern': {
    severity: 'warning',
    message: 'A pattern stops whoever judges a certain text by an engine that goes back, as most have.',
    taken: 'It is judged by an engine that does not; where none can, a text that is too long is not judged.',
    hint: 'Let no two repetitions take the same text: `^a+$` for `^(a+)+$`. Bounds of length do not help: patterns come first.',
  },
  'unknown-dialect': {
    severity: 'warning',
    message: 'A `$schema` names no version of JSON Schema that is known.',
    taken: 'It is read by the version of the document.',
    hint: 'Name one of https://json-schema.org/draft/2020-12/schema, draft/2019-09, draft-07, draft-06, draft-04.',
  },
  'unknown-member': {
    severity: 'note',
    message: 'A member is none that this version of OpenAPI has there.',
    taken: 'It says nothing.',
    hint: 'Remove it; names of your own begin with `x-`.',
  },
  'unread-law': {
    severity: 'error',
    message: 'A law names nothing that the operation has.',
    taken: 'The law is left out.',
    hint: 'Name a part of the request or the answer by a runtime expression: `$request.body#/name`.',
  },
  'unread-link': {
    severity: 'error',
    message: 'A link leads to no operation, or to a parameter that the operation lacks.',
    taken: 'The link is left out.',
    hint: 'Name an operationId and parameters that exist.',
  },
  'unread-operation': {
    severity: 'error',
    message: 'An operation or a path is none.',
    taken: 'It is left out.',
    hint: 'Write a map with `responses` under a method under a path.',
  },
  'unread-parameter': {
    severity: 'error',
    message: 'A parameter has no name or no place.',
    taken: 'It is left out.',
    hint: 'Give it `name`, and `in: path`, `query`, `header` or `cookie`.',
  },
  'unread-pattern': {
    severity: 'warning',
    message: 'A pattern is no regular expression.',
    taken: 'It is not judged.',
    hint: 'Write a regular expression of ECMA-262.',
  },
  'unread-response': {
    severity: 'error',
    message: 'An answer is none.',
    taken: 'It is left out.',
    hint: 'Write a map under a status.',
  },
  'unread-scenario': {
    severity: 'error',
    message: 'A scenario cannot be read.',
    taken: 'It is left out.',
    hint: 'Write a map with `description`, `request` and `response`.',
  },
  'unread-security': {
    severity: 'error',
    message: 'A security requirement names a scheme that is not there, or is none.',
    taken: 'It is left out: nobody could satisfy it.',
    hint: 'Describe the scheme under `components.securitySchemes`.',
  },
  'unread-schema': {
    severity: 'error',
    message: 'A schema is none, or does not hold together.',
    taken: 'It accepts anything; its clauses are not reached.',
    hint: 'Write a map of keywords, or true or false.',
  },
} as const;

/** Every rule of loading and of lint. `docs/diagnostics.md` is made of them. */
export const contractRules: Readonly<Record<ContractRule, Rule>> = { ...readingRules, ...lintRules };

/** What of JSON Schema's test suite is not kept, and why. */
export const leftOut: readonly { tests: RegExp; why: string }[] = [
  {
    tests: /^2020-12 format: .* is only an annotation by default$/,
    why: 'OpenAPI documents mean their formats: a wrong date is wrong',
  },
  {
    tests: / format\/(?:idn-email|idn-hostname|iri|iri-reference): /,
    why: 'ajv-formats does not know these formats: they assert nothing',
  },
  {
    tests: / format\/email: .*(?:quoted string|address-literal)/,
    why: 'ajv-formats refuses quoted local parts and address literals, which no form accepts either',
  },
  {
    tests: / __proto__ not valid$/,
    why: 'Ajv reads no member of this name',
  },
  {
    tests: /^draft-04 (?:definitions: validate definition against metaschema|ref: remote ref, containing refs itself)/,
    why: 'the schema of schemas of draft 4 is on another host, and Ajv does not bring it along',
  },
  {
    tests: /^draft-04 refRemote: Location-independent identifier/,
    why: 'a file of draft 4 names its parts by `id` only where it says by `$schema` that it is one: `id` is a common property',
  },
  {
    tests: /^draft-0[67] ref: \$ref prevents a sibling \$id from changing the base uri/,
    why: 'an `$id` beside `$ref` names the schema in every version',
  },
  {
    tests: / unevaluatedItems: .*(?:nested items|contains)/,
    why: 'Ajv counts no item as evaluated by `contains`, nor by `items` of a schema inside',
  },
  {
    tests: / unevaluated\w+: .*(?:if without then and else|then not defined)/,
    why: 'Ajv does not evaluate an `if` without `then`',
  },
  {
    tests: / vocabulary: .*no validation/,
    why: 'schemas of schemas that leave vocabularies out are not read',
  },
];

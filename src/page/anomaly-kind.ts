/** The kinds of anomaly that people put into pages, each with its prose. */

export type AnomalyKind =
  | 'ambiguous-reference'
  | 'bad-json'
  | 'body-on-get'
  | 'broken-row'
  | 'cut-table'
  | 'discriminator'
  | 'endless-model'
  | 'enum-without-field'
  | 'example-contradicts'
  | 'expected-from-answer'
  | 'glued-heading'
  | 'inexact-reference'
  | 'length-trace'
  | 'method-case'
  | 'missing-delimiter'
  | 'missing-method'
  | 'missing-path-parameter'
  | 'missing-place'
  | 'model-twice'
  | 'models-differ'
  | 'name-twice'
  | 'no-operation'
  | 'no-structure'
  | 'not-in-path'
  | 'odd-character'
  | 'odd-path'
  | 'odd-required'
  | 'odd-status'
  | 'odd-type'
  | 'odd-value'
  | 'operation-twice'
  | 'optional-body'
  | 'other-page-reference'
  | 'other-language'
  | 'prose-enumeration'
  | 'prose-limit'
  | 'prose-restriction'
  | 'row-of-wrong-length'
  | 'rows-contradict-model'
  | 'shared-enumeration'
  | 'status-meaning'
  | 'status-twice'
  | 'swapped-parts'
  | 'title-twice'
  | 'types-differ'
  | 'unclosed-fence'
  | 'undefined-reference'
  | 'unescaped-pipe'
  | 'unplaced-structure'
  | 'unnamed-model'
  | 'unread-table'
  | 'unused-model';

/** What each kind means, as one sentence. */
export const anomalyKinds: Readonly<Record<AnomalyKind, string>> = {
  'ambiguous-reference': 'A reference fits several models that differ.',
  'bad-json': 'An example is meant to be JSON and is not.',
  'body-on-get': 'A body is documented where HTTP gives it no meaning.',
  'broken-row': 'A row of a table goes on in the next line.',
  'cut-table': 'A row is cut off from its table by a blank line.',
  discriminator: 'A member tells alternatives apart, and no page says which of its values means which.',
  'endless-model': 'A model requires itself, so that no value could ever be one.',
  'enum-without-field': 'An enumeration belongs to no field of its table.',
  'example-contradicts': 'An example and its table say different things.',
  'expected-from-answer': 'A request member takes over what is expected of the answer member of its name.',
  'glued-heading': 'Two headings stand on one line.',
  'inexact-reference': 'A reference and what it leads to are not written alike.',
  'length-trace': 'An example value is cut short, which shows a limit that the table does not.',
  'method-case': 'A method is not written in capitals.',
  'missing-delimiter': 'A table lacks the line below its header.',
  'missing-method': 'A request line has no method.',
  'missing-path-parameter': 'A template in the path has no row.',
  'missing-place': 'A parameter table does not say where its parameters stand.',
  'model-twice': 'One page has two different models of one name.',
  'models-differ': 'Pages have different models of one name.',
  'name-twice': 'One name stands twice among the parameters.',
  'no-operation': 'A page has no operation that can be read.',
  'no-structure': 'An answer is documented inline, and its structure is missing.',
  'not-in-path': 'A path parameter is not in the path.',
  'odd-character': 'A look-alike character stands for a common one.',
  'odd-path': 'A path is not written as one.',
  'odd-required': 'Whether a field is required is written in an uncommon way.',
  'odd-status': 'A status is none.',
  'odd-type': 'A type is written in an uncommon way.',
  'odd-value': 'An enumeration lists what is no value of its field’s type.',
  'operation-twice': 'One operation is documented twice.',
  'optional-body': 'A body is optional, yet members in it are required.',
  'other-page-reference': 'A reference leads to another page.',
  'other-language': 'An example is of another language than JSON.',
  'prose-enumeration': 'Values are listed in prose only.',
  'prose-limit': 'A limit stands in prose only.',
  'prose-restriction': 'A restriction is prose.',
  'row-of-wrong-length': 'A row has fewer cells than its table has columns.',
  'rows-contradict-model': 'Rows repeat a model and differ from it.',
  'shared-enumeration': 'An enumeration is told by a name that several fields have.',
  'status-meaning': 'A status and its meaning do not go together.',
  'status-twice': 'One status is documented twice.',
  'swapped-parts': 'A table and an example stand in each other’s place.',
  'title-twice': 'Two pages have one title.',
  'types-differ': 'One field has different types on different pages.',
  'unclosed-fence': 'A code block has no end.',
  'undefined-reference': 'A reference names a model that no page defines.',
  'unescaped-pipe': 'A cell holds an unescaped "|".',
  'unplaced-structure': 'A structure does not say which of several inline answers it is of.',
  'unnamed-model': 'The properties of a model stand below no heading.',
  'unread-table': 'A table is of no kind that is known.',
  'unused-model': 'An answer names no model, though one stands on the page that nothing names.',
};

/** The body of an operation: the row that stands for it, or its members, and the media type that it is of. */
import { isSchemaObject } from '../../contract/schema.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { OperationDraft } from '../draft/draft.ts';
import type { Fence } from '../scan/block.ts';
import { parseExample } from '../text/parse-example.ts';
import { readType, referencesIn } from '../text/read-type.ts';
import { fieldsOf, rootField, type Field } from './field.ts';
import { JSON_TYPE, type PageBody } from './page.ts';

/** The row named `body`; where there is none, all rows are members of a body. */
export function finishBody(fields: Field[], draft: OperationDraft, diagnose: Diagnose): PageBody | undefined {
  const [first, ...others] = fields;
  const { bodyExample: example } = draft;
  if (!first) return example === undefined ? undefined : bodyFromExample(example);
  const isRoot = isWholeBody(first, { others, example, diagnose });
  const field = isRoot
    ? { ...first, children: [...first.children, ...others] }
    : { ...rootField(first.line, 'object'), children: fields, title: '' };
  if (isRoot && others.length > 0) {
    const [member] = others as [Field];
    diagnose('row-of-wrong-length', {
      line: member.line,
      found: `${member.name} beside the body`,
      taken: 'a member of the body',
    });
  }
  return { field, mediaType: mediaTypeOf(field, draft), example };
}

/** Whether a row stands for the whole body: by its name, or since it is the only one, and a model or an object. */
function isWholeBody(
  { name, depth, type, line, children, body }: Field,
  { others, example, diagnose }: { others: readonly Field[]; example: Fence | undefined; diagnose: Diagnose },
): boolean {
  if (depth !== 0) return false;
  if (/^(?:body|root|\*anonymous\*)$/i.test(name)) return true;
  const { reference, type: word, items } = readType(type);
  const isStructured = reference !== undefined || word === 'object' || items !== undefined || children.length > 0;
  const isSaid = body === 'any' || referencesIn(readType(type)).some(({ target }) => target.endsWith('.md'));
  if (others.length > 0 || !isSaid || !isStructured) return false;
  const shown = example && parseExample(example.text)?.value;
  if (isSchemaObject(shown) && Object.hasOwn(shown, name)) return false;
  diagnose('body-row', { line, found: `${name}, the only row of a body`, taken: 'the body itself' });
  return true;
}

/** A body of which only an example is known: nothing is demanded of it. */
function bodyFromExample(example: Fence): PageBody {
  return { field: rootField(example.line), mediaType: isYaml(example) ? FORM : JSON_TYPE, example };
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Forms show their example as YAML; one with a file has parts. */
function mediaTypeOf(field: Field, { bodyExample, parameters, shown, media }: OperationDraft): string {
  const said = parameters.find(({ name, place }) => place === 'header' && name.toLowerCase() === 'content-type');
  const sent = shown.find(({ name }) => name.toLowerCase() === 'content-type');
  const words = `${media} ${said?.example ?? ''} ${said?.default ?? ''} ${said?.description ?? ''} ${sent?.value ?? ''}`;
  for (const type of [MULTIPART, FORM, JSON_TYPE]) if (words.includes(type)) return type;
  if (/form-?data/i.test(words)) return MULTIPART;
  if (/urlencoded/i.test(words)) return FORM;
  const isForm = [...fieldsOf(field)].some((each) => each.body === 'form');
  const hasFile = [...fieldsOf(field)].some(({ type }) => readType(type).format === 'binary');
  if (isForm && !hasFile) return FORM;
  if (hasFile) return field.children.length === 0 && !isForm ? 'application/octet-stream' : MULTIPART;
  return bodyExample && isYaml(bodyExample) ? FORM : JSON_TYPE;
}

function isYaml({ language }: Fence): boolean {
  return language === 'yaml' || language === 'yml';
}

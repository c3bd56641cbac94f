/** Content types and Accept headers that the document does not name. HTTP itself offers 415 and 406 for them. */
import type { Case } from '../case.ts';
import { openCase, type PlanContext } from '../plan-context.ts';

interface OtherType {
  id: string;
  contentType: string | null;
  /** A body of that type; the JSON of a valid one where there is none. */
  body?: string;
}

const multipart = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';

const otherTypes: readonly OtherType[] = [
  { id: 'text', contentType: 'text/plain' },
  { id: 'form', contentType: 'application/x-www-form-urlencoded', body: 'a=1&b=2' },
  { id: 'multipart', contentType: 'multipart/form-data; boundary=x', body: multipart },
  { id: 'xml', contentType: 'application/xml', body: '<a>1</a>' },
  { id: 'other-charset', contentType: 'application/json; charset=iso-8859-1' },
  { id: 'none', contentType: null },
  { id: 'garbage', contentType: 'x' },
];

export function contentTypeCases(context: PlanContext): Case[] {
  const { operation, maker } = context;
  const types = operation.body ? otherTypes.map((type) => typeCase(context, type)) : [];
  const accepts = ['text/html', 'application/xml', 'x'].map((accept) => {
    const { values, token } = maker.make('minimal');
    const sentence = `that accepts ${accept} only`;
    const step = { values, form: { headers: { accept } }, allow: [400, 406] };
    return openCase(context, { id: `accept:${accept}`, sentence, token }, step);
  });
  return [...types, ...accepts];
}

/** A body that may be read otherwise than it is meant is not what the values say: nothing is compared with them. */
function typeCase(context: PlanContext, { id, contentType, body }: OtherType): Case {
  const { values: made, token } = context.maker.make('minimal');
  const { body: json, ...bare } = made;
  const readable = body === undefined && id !== 'other-charset';
  const raw = Buffer.from(body ?? JSON.stringify(json));
  const sentence = contentType === null ? 'without a content type' : `with the content type ${contentType}`;
  const step = { values: readable ? made : bare, form: { contentType, raw }, allow: [400, 415] };
  return openCase(context, { id: `content-type:${id}`, sentence, token }, step);
}

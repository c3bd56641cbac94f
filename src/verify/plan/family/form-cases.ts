/** The request's own form: legal ways to write the same request, which no server may mind. */
import { type Content, type Operation, successMediaTypes } from '../../../contract/operation.ts';
import type { RequestForm } from '../../../http/client/build-request.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { type PlanContext, singleCase } from '../plan-context.ts';
import type { MadeRequest } from '../request-maker.ts';
import { renamedMemberCases } from './unknown-member-cases.ts';

interface Form {
  id: string;
  sentence: string;
  form: RequestForm;
  /** Whether it says something about requests without a body too. */
  bodiless?: boolean;
  quick?: boolean;
}

/** Spellings of the content type. A form in parts names its boundary there, and bytes have no charset. */
function contentTypes(content: Pick<Content, 'wireType' | 'format'>): Form[] {
  const { wireType, format } = content;
  if (format === 'parts') return [];
  const upper: Form = {
    id: 'type-upper',
    sentence: 'with an upper-case content type',
    form: { contentType: upperType(wireType) },
  };
  if (format === 'binary' || /charset=/i.test(wireType)) return [upper];
  return [
    {
      id: 'charset',
      sentence: 'with a charset in its content type',
      form: { contentType: `${wireType}; charset=utf-8` },
      quick: true,
    },
    {
      id: 'charset-upper',
      sentence: 'with an upper-case charset',
      form: { contentType: `${wireType};charset=UTF-8` },
    },
    upper,
  ];
}

/** Type and subtype have no case (RFC 9110, 8.3.1); the values of parameters may have one. */
function upperType(mediaType: string): string {
  const [type = '', ...parameters] = mediaType.split(';');
  return [type.toUpperCase(), ...parameters].join(';');
}

function formsFor(content: Pick<Content, 'wireType' | 'format'>): Form[] {
  const json = content.format === 'json';
  return [
    ...contentTypes(content),
    { id: 'accept-any', sentence: 'that accepts anything', form: { headers: { accept: '*/*' } }, bodiless: true },
    {
      id: 'accept-absent',
      sentence: 'that does not say what it accepts',
      form: { headers: { accept: null } },
      bodiless: true,
    },
    { id: 'gzip', sentence: 'that offers gzip', form: { headers: { 'accept-encoding': 'gzip' } }, bodiless: true },
    {
      id: 'gzip-and-others',
      sentence: 'that offers several encodings',
      form: { headers: { 'accept-encoding': 'gzip, deflate, br' } },
      bodiless: true,
    },
    {
      id: 'identity',
      sentence: 'that wants no encoding',
      form: { headers: { 'accept-encoding': 'identity' } },
      bodiless: true,
    },
    {
      id: 'no-agent',
      sentence: 'that does not name its client',
      form: { headers: { 'user-agent': null } },
      bodiless: true,
    },
    { id: 'chunked', sentence: 'with its body in chunks', form: { chunked: true }, quick: true },
    ...(json
      ? [
          { id: 'spaced', sentence: 'with white space in its JSON', form: { json: 'spaced' } as const },
          { id: 'reversed', sentence: 'with its members in another order', form: { json: 'reversed' } as const },
          { id: 'escaped', sentence: 'with \\uXXXX escapes in its JSON', form: { json: 'escaped' } as const },
          { id: 'slashes', sentence: 'with escaped slashes in its JSON', form: { json: 'slashes' } as const },
        ]
      : []),
  ];
}

function acceptExact(operation: Operation): Form[] {
  const types = successMediaTypes(operation);
  if (types.length === 0) return [];
  const sentence = 'that accepts only what is documented';
  return [{ id: 'accept-exact', sentence, form: { headers: { accept: types.join(', ') } }, bodiless: true }];
}

export function formCases(context: PlanContext): Case[] {
  const { operation, depth, maker } = context;
  const content = operation.body?.contents[0];
  const bodiless = { wireType: 'application/json', format: 'json' } as const;
  const forms = [...formsFor(content ?? bodiless), ...acceptExact(operation)].filter(
    (form) => content !== undefined || form.bodiless,
  );
  const chosen = forms.filter(({ quick }) => depth !== 'quick' || quick === true);
  const cases = chosen.map(({ id, sentence, form }) => {
    const made = form.json ? withWideTexts(context) : maker.make('full');
    return singleCase(context, { id: `form/${id}`, sentence }, made, form);
  });
  return [...cases, ...(depth === 'quick' ? [] : [...largeCases(context), ...renamedMemberCases(context)])];
}

/** Characters of two UTF-16 units wherever they may stand, so that escapes come in pairs. */
function withWideTexts({ maker, members, valuesOf }: PlanContext): MadeRequest {
  const { values, token } = maker.make('full');
  const changes = members.flatMap(({ at }) => {
    const wide = valuesOf.get(at.join('/'))?.find(({ label }) => label === 'beyond the BMP');
    return wide ? [{ at, value: wide.write(undefined, token) }] : [];
  });
  return { values: changeValues(values, changes), token };
}

/** Tens of kilobytes, of one and of several bytes a character, in a member that may be long. */
function largeCases(context: PlanContext): Case[] {
  const roomy = context.members.find(({ at, unique }) => {
    const labels = context.valuesOf.get(at.join('/'))?.map(({ label }) => label) ?? [];
    return !unique && labels.includes('long, but legal') && labels.includes('cjk');
  });
  if (!roomy) return [];
  const fillers: [id: string, text: string][] = [
    ['40 KB', 'abcdefgh'.repeat(5_000)],
    ['80 KB of wide characters', '数据中心'.repeat(6_700)],
  ];
  return fillers.flatMap(([id, value]) => {
    const send = (form: RequestForm, suffix: string) => {
      const { values, token } = context.maker.make('full');
      const changed = changeValues(values, [{ at: roomy.at, value: value + token }]);
      return singleCase(
        context,
        { id: `form/${id}${suffix}`, sentence: `with a body of ${id}${suffix}` },
        { values: changed, token },
        form,
      );
    };
    return [send({}, ''), send({ chunked: true }, ' in chunks')];
  });
}

/** The body of a request, as its operation documents it. */
import { header, problem, type Call, type Reply } from './call.ts';
import type { Body } from './state.ts';
import { findFlaws, knownMembers } from './validate.ts';

export interface BodyRule {
  type: 'application/json' | 'application/merge-patch+json' | 'image/png' | 'multipart/form-data';
  schema?: string;
  optional?: true;
}

const megabyte = 1024 * 1024;

/** Either `value` or `refusal`. */
export type ReadBody = { value: unknown; refusal?: undefined } | { refusal: Reply };

export async function readBody(call: Call, rule: BodyRule): Promise<ReadBody> {
  if (call.bytes.length === 0) {
    const isTyped = header(call, 'content-type') !== undefined && !isOfType(call, rule.type);
    if (isTyped) return { refusal: problem(415, `only ${rule.type} is read`) };
    return rule.optional ? { value: undefined } : { refusal: malformed(call, 'the body is missing') };
  }
  if (!isOfType(call, rule.type)) return { refusal: problem(415, `only ${rule.type} is read`) };
  if (rule.type === 'image/png')
    return call.bytes.length > megabyte ? { refusal: problem(413, 'at most 1 MB') } : { value: call.bytes };
  return rule.type === 'multipart/form-data' ? readForm(call) : readJson(call, rule);
}

/** The type, with no other charset than UTF-8 and no coding. */
function isOfType(call: Call, type: string): boolean {
  if (!['identity', ''].includes((header(call, 'content-encoding') ?? '').trim().toLowerCase())) return false;
  if (header(call, 'content-type') === undefined && type !== 'image/png' && call.policy.missingType === 'read')
    return true;
  const [media = '', ...parameters] = (header(call, 'content-type') ?? '').split(';');
  const charset = parameters.map((each) => each.trim().toLowerCase()).find((each) => each.startsWith('charset='));
  const isUtf8 = charset === undefined || ['utf-8', 'utf8'].includes(charset.slice(8).replaceAll('"', ''));
  return media.trim().toLowerCase() === type && (isUtf8 || type === 'image/png');
}

function malformed(call: Call, detail: string): Reply {
  return problem(call.byDefault ? call.policy.malformedByDefault : 400, detail);
}

function invalid(call: Call, detail: string, errors: unknown): Reply {
  return problem(call.byDefault ? call.policy.invalidByDefault : 422, detail, { errors });
}

function readJson(call: Call, rule: BodyRule): ReadBody {
  let value: unknown;
  try {
    const ignoreBOM = call.policy.byteOrderMark === 'refuse';
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(call.bytes);
    value = JSON.parse(text) as unknown;
  } catch {
    return { refusal: malformed(call, 'the body is not JSON in UTF-8') };
  }
  if (isDeeper(value, call.policy.deepest)) return { refusal: malformed(call, 'the body is too deep') };
  return holdAgainst(call, rule, value);
}

function isDeeper(value: unknown, deepest: number): boolean {
  let level = [value];
  for (let left = deepest; Number.isFinite(left) && level.length > 0; left -= 1) {
    if (left < 0) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

function holdAgainst(call: Call, rule: BodyRule, value: unknown): ReadBody {
  const flaws = findFlaws(rule.schema ?? '', value);
  if (flaws.length > 0) return { refusal: invalid(call, 'the body is not as documented', flaws) };
  if (call.policy.unknownMembers === 'ignore') return { value: pickKnown(rule, value as Body) };
  const known = knownMembers(rule.schema ?? '');
  const unknown = Object.keys(value as Body).filter((name) => !known.has(name));
  const errors = unknown.map((name) => ({ path: `/${name}`, message: 'is not a known member' }));
  return errors.length > 0 ? { refusal: invalid(call, 'there are unknown members', errors) } : { value };
}

function pickKnown(rule: BodyRule, body: Body): Body {
  const known = knownMembers(rule.schema ?? '');
  return Object.fromEntries(Object.entries(body).filter(([name]) => known.has(name)));
}

/** A form in parts: `file` is handed on as bytes, the rest as text. */
async function readForm(call: Call): Promise<ReadBody> {
  let form: FormData;
  try {
    const headers = { 'content-type': header(call, 'content-type') ?? '' };
    form = await new Response(new Uint8Array(call.bytes), { headers }).formData();
  } catch {
    return { refusal: malformed(call, 'the body is no form in parts') };
  }
  const file = form.get('file');
  const caption = form.get('caption');
  if (!(file instanceof File)) return { refusal: invalid(call, 'there is no file', [{ message: 'file is required' }]) };
  if (file.type !== 'image/png' || file.size === 0)
    return { refusal: invalid(call, 'the file is no PNG', [{ path: '/file', message: 'must be image/png' }]) };
  if (file.size > megabyte) return { refusal: problem(413, 'at most 1 MB') };
  if (caption !== null && (typeof caption !== 'string' || [...caption].length > 120))
    return { refusal: invalid(call, 'caption', [{ path: '/caption', message: 'at most 120 characters' }]) };
  return { value: { bytes: file.size, ...(caption === null ? {} : { caption }) } };
}

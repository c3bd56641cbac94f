/** Compares the contents of two bodies: which media types there are, how forms are written, and what the values are. */
import { formatPointer } from '../../contract/json-pointer.ts';
import type { ClauseDraft } from '../../contract/clause/clause.ts';
import { isJson, isRange, mediaTypeOf } from '../../contract/operation/body-format.ts';
import type { Content } from '../../contract/operation.ts';
import { fitsRange } from '../../http/value/media-type.ts';
import { type Change, createChange, operationName, type Witness } from '../change.ts';
import { canonical } from '../schema/shape.ts';
import { type OperationPair, tellClause } from './contract-pair.ts';
import { listValueChanges, type ValueChanges } from './value-changes.ts';

export interface BodyPlace {
  subject: 'request' | 'response';
  status?: string;
  /** Of the bodies; their media types stand below. */
  pointer: { old: string; now: string };
  witness: (content: Content, value: unknown, right: 'old' | 'new') => Witness | undefined;
}

/** The changes from the old contents to the new ones. */
export function diffContents(
  both: OperationPair,
  { old, now }: { old: readonly Content[]; now: readonly Content[] },
  place: BodyPlace,
): ValueChanges {
  const changes: Change[] = [...diffTypes(both, { old, now }, place)];
  const told = new Set<string>();
  let same = 0;
  for (const content of now) {
    const before = findAlike(old, content);
    if (!before) continue;
    for (const keyword of ['node', 'itemNode'] as const) {
      const found = diffNode(both, { old: before, now: content }, place, keyword);
      same += found.same;
      for (const change of found.changes) {
        const key = canonical([(change.new ?? change.old)?.id, change.old?.value, change.new?.value]);
        if (!told.has(key)) changes.push(change);
        told.add(key);
      }
    }
    if (place.subject === 'request') changes.push(...diffEncoding(both, { old: before, now: content }, place));
  }
  return { changes, same };
}

function diffNode(
  both: OperationPair,
  { old, now }: { old: Content; now: Content },
  place: BodyPlace,
  keyword: 'node' | 'itemNode',
): ValueChanges {
  const [was, is] = [old[keyword], now[keyword]];
  if (!was && !is) return { changes: [], same: 0 };
  const at = keyword === 'node' ? ['body'] : ['body', '[]'];
  const { subject, status } = place;
  return listValueChanges(
    both,
    { old: was ?? anything(old), now: is ?? anything(now) },
    {
      subject,
      ...(status === undefined ? {} : { status }),
      at: { old: at, now: at },
      textual: old.format === 'form' || old.format === 'text',
      witness: (value, right) =>
        place.witness(right === 'old' ? old : now, keyword === 'node' ? value : [value], right),
    },
  );
}

/** The content of the same media type: with the same parameters, or, of JSON, with any charset that it can have. */
function findAlike(contents: readonly Content[], { mediaType }: Content): Content | undefined {
  const key = typeKey(mediaType);
  return (
    contents.find((content) => typeKey(content.mediaType) === key) ??
    contents.find((content) => isWithin(mediaType, content.mediaType))
  );
}

function typeKey(mediaType: string): string {
  const [, ...parameters] = mediaType.split(';').map((part) => part.trim().toLowerCase());
  const kept = isJson(mediaTypeOf(mediaType))
    ? parameters.filter((each) => !/^charset="?utf-?8"?$/.test(each))
    : parameters;
  return [mediaTypeOf(mediaType), ...kept.toSorted()].join(';');
}

/** Whether a media type is one of a range, or one of another without parameters: with its parameters, it says more. */
function isWithin(mediaType: string, range: string): boolean {
  const isOne = isRange(range)
    ? fitsRange(mediaTypeOf(mediaType), mediaTypeOf(range))
    : mediaTypeOf(mediaType) === mediaTypeOf(range);
  const [, ...wanted] = typeKey(range).split(';');
  const [, ...own] = typeKey(mediaType).split(';');
  return isOne && wanted.every((parameter) => own.includes(parameter));
}

/** Media types that came or went; a type within a range that stays is there all the same. */
function diffTypes(
  both: OperationPair,
  { old, now }: { old: readonly Content[]; now: readonly Content[] },
  { subject, status, pointer }: BodyPlace,
): Change[] {
  if (old.length === 0 || now.length === 0) return [];
  const lost = old.filter((content) => !isKnown(now)(content));
  const gained = now.filter((content) => !isKnown(old)(content));
  if (lost.length === 0 && gained.length === 0) return [];
  // Of a type that may only come with more parameters now, nobody gets less than was asked for.
  const isNarrower =
    subject === 'response' &&
    gained.length === 0 &&
    lost.every(({ mediaType }) => now.some((content) => isWithin(content.mediaType, mediaType)));
  const isGone = subject === 'request' ? lost.length > 0 : lost.length > 0 && gained.length === 0;
  const clause = (side: 'old' | 'now', contents: readonly Content[]) => {
    const value = contents.map(({ mediaType }) => mediaType).join(' or ');
    const draft: ClauseDraft = {
      subject,
      ...(status === undefined ? {} : { status }),
      at: ['body'],
      kind: 'media-type',
      value,
      pointer: `${pointer[side]}/content`,
    };
    return tellClause(both[side], draft);
  };
  return [
    createChange(`${subject}-media-type-${isGone ? 'gone' : 'new'}`, {
      kind: 'changed',
      operation: operationName(both.now.operation),
      subject,
      old: clause('old', old),
      new: clause('now', now),
      ...(isNarrower ? { breaks: { callers: false, providers: true } } : {}),
      ...(lost.length > 0 && gained.length > 0 ? { breaks: { callers: true, providers: true } } : {}),
    }),
  ];
}

/** How the members of a form are written, where that is said on either side. */
function diffEncoding(
  both: OperationPair,
  { old, now }: { old: Content; now: Content },
  { subject }: BodyPlace,
): Change[] {
  if (old.format !== now.format || (old.format !== 'form' && old.format !== 'parts')) return [];
  return [...new Set([...old.encoding.keys(), ...now.encoding.keys()])].flatMap((name) => {
    const [was, is] = [old.encoding.get(name), now.encoding.get(name)];
    if (canonical(was) === canonical(is)) return [];
    const clause = (side: 'old' | 'now', content: Content) => {
      const encoding = content.encoding.get(name);
      const value = encoding
        ? [...encoding.contentTypes, encoding.style, encoding.explode].filter((each) => each !== undefined).join(', ')
        : 'usual';
      const draft: ClauseDraft = {
        subject,
        at: ['body', name],
        kind: 'encoding',
        value,
        pointer: `${content.pointer}/encoding${formatPointer([name])}`,
      };
      return tellClause(both[side], draft, `${name} of the request is written as ${value}`);
    };
    return [
      createChange('request-part-encoding-changed', {
        kind: 'changed',
        operation: operationName(both.now.operation),
        subject,
        old: clause('old', old),
        new: clause('now', now),
      }),
    ];
  });
}

function anything(content: Content) {
  return { schema: true, pointer: `${content.pointer}/schema` };
}

function isKnown(contents: readonly Content[]) {
  return (content: Content) =>
    contents.some(
      (other) =>
        typeKey(other.mediaType) === typeKey(content.mediaType) || isWithin(content.mediaType, other.mediaType),
    );
}

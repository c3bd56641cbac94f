/** What an envelope says of an answer that succeeds: the status, that all is well, and no error. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import type { Contract } from '../../contract/contract.ts';
import { setMember } from '../../contract/json-pointer.ts';
import { findThing, isEnvelopeName } from '../../contract/resource/find-thing.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames, possibleTypes, walkInPlace } from '../../contract/schema/walk-schema.ts';
import { nameStatus } from './status-name.ts';

/** Writes into the members of a body what the document leaves open and custom has a word for; a body that is no envelope stays as it is. */
export type TellSuccess = (node: SchemaNode, body: object, status: number) => void;

interface Told {
  name: string;
  /** Nothing where the member goes, since it is about errors alone. */
  values: readonly unknown[];
}

export function createTellSuccess(contract: Contract): TellSuccess {
  const known = new Map<string, readonly Told[]>();
  return (node, body, status) => {
    const key = `${status} ${node.pointer}`;
    const told = known.get(key) ?? readTold(contract, node, status);
    known.set(key, told);
    for (const { name, values } of told) {
      if (!Object.hasOwn(body, name)) continue;
      if (values.length > 0) setMember(body as Record<string, unknown>, name, values[0]);
      else delete (body as Record<string, unknown>)[name];
    }
  };
}

function readTold(contract: Contract, node: SchemaNode, status: number): Told[] {
  const { document, validators } = contract;
  const names = memberNames(document, node);
  const isEnvelope = (findThing(contract, node) ?? []).length > 0 || names.every((name) => isEnvelopeName(name));
  if (!isEnvelope) return [];
  const required = new Set(
    [...walkInPlace(document, node)].flatMap(({ schema }) => (schema['required'] ?? []) as string[]),
  );
  return names.flatMap((name): Told[] => {
    const member = findMember(document, node, [name]);
    const isBare = member && memberNames(document, member).length === 0;
    const said = member && customOf(plainName(name), possibleTypes(document, member), { status, isBare });
    if (!member || !said || isSaid(contract, member)) return [];
    const values = [...documented(contract, member), ...said.values].filter((value) =>
      validators.accepts(member, value, documentedAnswer),
    );
    return values.length > 0 || (said.mayGo && !required.has(name)) ? [{ name, values }] : [];
  });
}

/** Whether the document itself has a value for it. */
function isSaid({ document }: Contract, member: SchemaNode): boolean {
  return [...walkInPlace(document, member)].some(({ schema }) =>
    ['example', 'examples', 'default', 'const', 'x-faker'].some((keyword) => keyword in schema),
  );
}

/** The number of which a description says that it stands for success: `0 成功`, `0 means success`. */
function documented({ document }: Contract, member: SchemaNode): number[] {
  return [...walkInPlace(document, member)].flatMap(({ schema }) => {
    const said = typeof schema['description'] === 'string' ? schema['description'] : '';
    return successNumbers.map((pattern) => Number(pattern.exec(said)?.[1] ?? Number.NaN)).filter(Number.isFinite);
  });
}

const successNumbers = [
  /(?<![\d.])(\d{1,6})\s*(?:[:：=-]|is|means|表示|代表|为)?\s*(?:成功|正常|success|ok\b)/i,
  /(?:成功|success)\s*(?:[:：=-]|is|为|时为)?\s*(\d{1,6})(?![\d.])/i,
];

/** Values by custom, the likeliest first. */
function customOf(
  name: string,
  types: ReadonlySet<string>,
  { status, isBare = false }: { status: number; isBare?: boolean | undefined },
): { values: readonly unknown[]; mayGo?: true } | undefined {
  if (/^(?:data|result|payload)$/.test(name) && isBare && (types.has('object') || types.has('null')))
    return { values: [null, {}] };
  const isNumber = types.has('integer') || types.has('number');
  if (/^(?:errors?|violations|fielderrors)$/.test(name))
    return types.has('boolean') ? { values: [false] } : { values: [null, []], mayGo: true };
  if (/^(?:success|succeeded|successful|ok)$/.test(name)) return { values: [true] };
  if (/^err(?:or)?(?:code|no)$/.test(name)) return isNumber ? { values: [0] } : undefined;
  if (/^(?:http)?(?:status)?(?:code)?$/.test(name) && name !== 'http')
    return { values: isNumber ? [status, 0] : ['ok', 'success', 'OK', 'SUCCESS'] };
  return /^(?:status)?(?:message|msg|text)$/.test(name) && name !== 'text'
    ? { values: [nameStatus(status)] }
    : undefined;
}

/** Compares the parameters of an operation: path parameters by their place in the path, all others by place and name. */
import type { ClauseDraft } from '../../contract/clause/clause.ts';
import { parsePointer, valueAt } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';
import { type Parameter, parameterKey } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { announcementOf, isSooner } from '../announcement.ts';
import { type Change, type ChangedClause, createChange, operationName, type Witness } from '../change.ts';
import { canonical } from '../schema/shape.ts';
import type { ChangeRule } from '../change-rule.ts';
import { type OperationPair, type OperationSide, tellClause } from './contract-pair.ts';
import { firstRight, type Given, makeRequest } from './make-witness.ts';
import { listValueChanges, type ValueChanges } from './value-changes.ts';

type Found = { old?: Parameter; now?: Parameter };

/** The changes of the parameters, and how many clauses stayed. */
export function diffParameters(both: OperationPair): ValueChanges {
  const { old, now } = both;
  const before = keyed(old);
  const after = keyed(now);
  const changes: Change[] = [];
  let same = 0;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    if (was && is) {
      const found = diffParameter(both, was, is);
      changes.push(...found.changes);
      same += found.same;
      continue;
    }
    const parameter = (was ?? is) as Parameter;
    const [others, own] = was ? [after, before] : [before, after];
    const moved = [...others.values()].find(
      (other) => other.name === parameter.name && other.in !== parameter.in && !own.has(keyOf(other)),
    );
    if (was && moved)
      changes.push(tell(both, 'parameter-moved', { old: was, now: moved }, 'parameter', (side) => side.in));
    else if (was) {
      const rule = announcementOf(rawOf(old, was)) === 'announced' ? 'parameter-gone-announced' : 'parameter-gone';
      changes.push(tell(both, rule, { old: was }, 'parameter', (side) => side.in));
    } else if (is && !moved) {
      const rule = is.required ? 'parameter-new-required' : 'parameter-new';
      changes.push(tell(both, rule, { now: is }, is.required ? 'required' : 'parameter', (side) => side.in));
    }
  }
  return { changes, same };
}

function keyOf({ in: place, ...rest }: Parameter): string {
  return `${place} ${parameterKey({ in: place, ...rest })}`;
}

function keyed({ operation }: OperationSide): Map<string, Parameter> {
  const templates = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  return new Map(
    operation.parameters.map((parameter) => [
      parameter.in === 'path' ? `path ${templates.indexOf(parameter.name)}` : keyOf(parameter),
      parameter,
    ]),
  );
}

function diffParameter(both: OperationPair, old: Parameter, now: Parameter): ValueChanges {
  const changes: Change[] = [];
  const add = (rule: ChangeRule, kind: string, valueOf: (side: Parameter) => unknown) =>
    changes.push(tell(both, rule, { old, now }, kind, valueOf));
  if (old.required !== now.required && now.in !== 'path') {
    const [rule, side] = now.required
      ? (['parameter-required', { now }] as const)
      : (['parameter-optional', { old }] as const);
    changes.push(tell(both, rule, side, 'required', ({ name }) => name));
  }
  if (isWrittenOtherwise(both, old, now)) add('parameter-style-changed', 'style', styleOf);
  if (old.in === 'query' && old.allowReserved !== now.allowReserved)
    add('parameter-reserved-changed', 'allowReserved', ({ allowReserved }) => allowReserved === true);
  if (old.allowEmptyValue !== now.allowEmptyValue)
    add(
      now.allowEmptyValue ? 'parameter-empty-wider' : 'parameter-empty-narrower',
      'allowEmptyValue',
      ({ allowEmptyValue }) => allowEmptyValue === true,
    );
  const [was, is] = [rawOf(both.old, old), rawOf(both.now, now)];
  if (was['deprecated'] !== true && is['deprecated'] === true)
    changes.push(tell(both, 'parameter-deprecated', { now }, 'deprecated', () => true));
  if (isSooner(was, is)) add('parameter-sunset-earlier', 'x-sunset', (side) => (side === old ? was : is)['x-sunset']);
  const isOptional = !old.required && !now.required;
  if (isOptional && defaultOf(old) !== undefined && canonical(defaultOf(old)) !== canonical(defaultOf(now)))
    add('parameter-default-changed', 'default', defaultOf);
  const found = listValueChanges(
    both,
    { old: old.node, now: now.node },
    {
      subject: 'request',
      at: { old: placeOf(old), now: placeOf(now) },
      textual: old.format === undefined && now.format === undefined,
      witness: (value, right) => {
        const parameter = right === 'old' ? old : now;
        return requestWith(both, right, { in: parameter.in, name: parameter.name, value });
      },
    },
  );
  return { changes: [...changes, ...found.changes], same: found.same + 1 };
}

/** Of a plain value, styles and explode of a form write the same. */
function isWrittenOtherwise({ pair }: OperationPair, old: Parameter, now: Parameter): boolean {
  if (old.format !== now.format) return true;
  if (old.format !== undefined) return false;
  const shapes = [
    ...pair.schemas('request', true).old.shapes.of([old.node]),
    ...pair.schemas('request', true).now.shapes.of([now.node]),
  ];
  const isCompound = shapes.some(({ types }) => types.has('array') || types.has('object'));
  if (isCompound) return old.style !== now.style || old.explode !== now.explode;
  return plainStyle(old.style) !== plainStyle(now.style);
}

function placeOf(parameter: Parameter): [string, string] {
  return [parameter.in, parameterKey(parameter)];
}

/** The smallest request of a side with a parameter in it. */
export function requestWith(
  { pair, old, now }: OperationPair,
  right: 'old' | 'new',
  given?: Given,
): Witness | undefined {
  const { [right === 'old' ? 'old' : 'now']: side } = pair.schemas('request', false);
  const made = makeRequest(right === 'old' ? old : now, side, given);
  return made && { ...made, right };
}

function tell(
  both: OperationPair,
  rule: ChangeRule,
  { old, now }: Found,
  kind: string,
  valueOf: (parameter: Parameter) => unknown,
): Change {
  const clause = (side: OperationSide, parameter: Parameter): ChangedClause => {
    const draft: ClauseDraft = {
      subject: 'request',
      at: placeOf(parameter),
      kind,
      value: valueOf(parameter),
      pointer: parameter.pointer,
    };
    return tellClause(side, draft, sentenceOf(parameter, kind, valueOf(parameter)));
  };
  const right =
    rule === 'parameter-new' || rule === 'parameter-optional' || rule === 'parameter-empty-wider' ? 'new' : 'old';
  const witness = witnessOf(both, right, { ...(old ? { old } : {}), ...(now ? { now } : {}) }, kind);
  return createChange(rule, {
    kind: old && now ? 'changed' : now ? 'new' : 'gone',
    operation: operationName(both.now.operation),
    subject: 'request',
    ...(old ? { old: clause(both.old, old) } : {}),
    ...(now ? { new: clause(both.now, now) } : {}),
    ...(witness ? { witness } : {}),
  });
}

/** With the parameter, where the side has it and it may be there; without it, where what changed is that it must be. */
function witnessOf(both: OperationPair, right: 'old' | 'new', { old, now }: Found, kind: string): Witness | undefined {
  const parameter = right === 'old' ? old : now;
  if (!parameter || kind === 'required' || kind === 'default' || kind === 'x-sunset') return requestWith(both, right);
  if (kind === 'allowEmptyValue')
    return requestWith(both, right, { in: parameter.in, name: parameter.name, value: '' });
  const { pair } = both;
  const value = firstRight(pair.schemas('request', true)[right === 'old' ? 'old' : 'now'], parameter.node);
  return value === undefined ? undefined : requestWith(both, right, { in: parameter.in, name: parameter.name, value });
}

function sentenceOf({ in: place, name }: Parameter, kind: string, value: unknown): string {
  const subject = `the ${place} parameter ${name} of the request`;
  if (kind === 'required') return `${subject} is present`;
  if (kind === 'parameter') return `${subject} may be there`;
  if (kind === 'deprecated') return `${subject} is deprecated`;
  if (kind === 'x-sunset')
    return `${subject} stays ${value === undefined ? 'for an unknown time' : `until ${plainText(value)}`}`;
  if (kind === 'style') return `${subject} is written as ${plainText(value)}`;
  if (kind === 'default') return `${subject} is ${JSON.stringify(value) ?? 'nothing'} where it is left out`;
  const what = kind === 'allowReserved' ? 'has reserved characters as they are' : 'may come without a value';
  return `${subject} ${what}: ${value === true ? 'yes' : 'no'}`;
}

function styleOf({ style: name, explode, format }: Parameter) {
  return format === undefined ? `${name}${explode ? ', exploded' : ''}` : `content ${format}`;
}

function rawOf(side: OperationSide, { pointer }: Parameter) {
  const value = valueAt(side.contract.document, parsePointer(pointer));
  return isSchemaObject(value) ? value : {};
}

function defaultOf({ node: { schema } }: Parameter) {
  return isSchemaObject(schema) ? schema['default'] : undefined;
}

function plainStyle(style: string) {
  return style === 'label' || style === 'matrix' || style === 'whole' ? style : 'plain';
}

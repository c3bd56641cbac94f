/** The content of a field as one text, so that fields can be compared whatever the lines and anchors of their page. */
import type { Field } from './field.ts';
import { readType, type TypeText } from './read-type.ts';

/** Equal for fields that say the same. */
export function describeField(field: Field): string {
  return JSON.stringify(contentOf(field));
}

function contentOf(field: Field): unknown {
  const { name, type, required, readOnly, writeOnly, restriction, title, description, children, groups, values } =
    field;
  return [
    name,
    describeType(readType(type)),
    required === true,
    readOnly,
    writeOnly,
    restriction,
    title,
    description,
    values,
    children.map(contentOf),
    groups.map(({ keyword, branches }) => [keyword, branches.map(contentOf)]),
  ];
}

/** A type without the target of its link. */
export function describeType({ type, format, items, reference, oneOfTypes, nullable }: TypeText): unknown {
  return [
    type ?? '',
    format ?? '',
    items ? describeType(items) : '',
    reference?.text ?? '',
    (oneOfTypes ?? []).map(describeType),
    nullable === true,
  ];
}

/** What is wrong with the value of a body, by its schema or, item by item, by that of a sequence. */
import type { Contract } from './contract.ts';
import type { Content } from './operation.ts';
import type { View } from './schema/view-schema.ts';
import type { Violation } from './schema/violation.ts';

/** Empty where the value conforms, and where the kit cannot read what stands in such a body. */
export function contentViolations(
  { validators }: Contract,
  { content, value }: { content: Content | undefined; value: unknown },
  view: View,
): Violation[] {
  if (!content || content.format === 'opaque') return [];
  const { node, itemNode } = content;
  const whole = node ? validators.violations(node, value, view) : [];
  if (!itemNode || !Array.isArray(value)) return whole;
  const ofItems = value.flatMap((item, index) =>
    validators.violations(itemNode, item, view).map((violation) => ({
      ...violation,
      at: [String(index), ...violation.at],
      message: violation.message.replace(/^the value/, `item ${index + 1}`),
    })),
  );
  return [...whole, ...ofItems];
}

/** Why nothing can be said of the value of a body; undefined where it is judged. */
export function whyUnjudged(
  { validators }: Contract,
  { content: { node, itemNode }, value }: { content: Content; value: unknown },
  view: View,
): string | undefined {
  const whole = node && validators.unjudged(node, value, view);
  if (whole !== undefined || !itemNode || !Array.isArray(value)) return whole;
  return value.map((item) => validators.unjudged(itemNode, item, view)).find((reason) => reason !== undefined);
}

/** How YAML is read and written: integers keep all of their digits, both ways. */
import { CORE_SCHEMA, DUMP_SCHEMA, intCoreTag, mergeTag, type ScalarTagDefinition, type Schema } from 'js-yaml';
import { type ExactNumber, integerOf, isWideInteger } from '../wide-integer.ts';

function withDigits(tag: ScalarTagDefinition<number>): ScalarTagDefinition<ExactNumber> {
  return {
    ...tag,
    resolve(source, ...rest) {
      const digits = /^[-+]?\d{16,}$/.test(source) ? source.replace(/^\+?(-?)0*(?=\d)/, '$1') : undefined;
      return digits === undefined ? tag.resolve(source, ...rest) : integerOf(digits);
    },
    identify: (value) => isWideInteger(value) || tag.identify(value),
    represent: (value) => (isWideInteger(value) ? value.rawJSON : tag.represent(value)),
  };
}

/** YAML 1.2's core schema with the merge keys that people use all the same. */
export const yamlToRead: Schema = CORE_SCHEMA.withTags(mergeTag, withDigits(intCoreTag));

/** What every reader of YAML takes for a text is one: what some would take for something else is quoted. */
export const yamlToWrite: Schema = DUMP_SCHEMA.withTags(
  withDigits(DUMP_SCHEMA.lookupScalarTag(intCoreTag.tagName) as ScalarTagDefinition<number>),
);

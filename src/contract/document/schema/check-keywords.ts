/** Holds the keywords of one schema against each other: what one needs beside it, and what excludes another. */
import { distance } from 'fastest-levenshtein';
import { isSchemaObject } from '../../schema.ts';
import { listFormats } from '../../schema/formats.ts';
import type { Holder } from './surroundings.ts';

/** Tells what is missing, or in vain. */
export function checkKeywords(holder: Holder): void {
  const { raw, out, around } = holder;
  const { dialect } = around;
  if (out['readOnly'] === true && out['writeOnly'] === true)
    around.report('contradicting-keywords', ['writeOnly'], {
      message: 'readOnly and writeOnly exclude each other: nobody sends it',
      hint: 'Remove one of the two.',
    });
  if (dialect.nullable !== undefined && out['type'] === 'array' && raw['items'] === undefined)
    around.report('misread-keyword', ['type'], {
      message: `an array of ${dialect.name} has items`,
      taken: 'items of any kind',
      hint: 'Write items: { … }.',
    });
  checkDiscriminator(holder);
  checkFormat(holder);
}

const formats = [...listFormats().keys(), 'binary', 'password'];

/** Anybody may have formats of their own; one that differs from a known one by a sign or two is none of them. */
function checkFormat({ out, around }: Holder): void {
  const { format } = out;
  if (typeof format !== 'string' || format.length < 5 || formats.includes(format)) return;
  const near = formats.find((known) => known.length > 4 && isNear(lettersOf(known), lettersOf(format)));
  if (near === undefined) return;
  around.report('similar-keyword', ['format'], {
    message: `"${format}" is no format that is known`,
    taken: 'an annotation, which demands nothing',
    hint: `Did you mean "${near}"?`,
  });
}

function isNear(known: string, format: string): boolean {
  return distance(known, format) <= (format.length < 8 ? 1 : 2);
}

function lettersOf(format: string): string {
  return format.toLowerCase().replace(/[-_\s]/g, '');
}

function checkDiscriminator({ out, around }: Holder): void {
  const { discriminator } = out;
  if (!isSchemaObject(discriminator)) return;
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== 'string')
    around.report('misread-keyword', ['discriminator'], {
      message: 'discriminator names no member by propertyName',
      taken: 'left out',
      hint: 'Write discriminator: { propertyName: NAME }.',
    });
  if (mapping !== undefined && !isSchemaObject(mapping))
    around.report('misread-keyword', ['discriminator', 'mapping'], {
      message: 'mapping takes a map from values to schemas',
      found: mapping,
      taken: 'left out',
    });
}

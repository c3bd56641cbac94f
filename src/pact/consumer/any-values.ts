/** Rules of Pact for answers that are no JSON: what a consumer relies on is which parts there are, not which values they have. */
import { formatOf } from '../../contract/operation/body-format.ts';
import { splitParts } from '../../http/value/multipart.ts';
import { toBytes } from '../../http/value/text.ts';
import { parseElement, type XmlElement } from '../../http/value/xml-text.ts';
import type { WrittenText } from './interaction.ts';
import { ANYTHING, found, type Rule, sameType } from './matcher.ts';

/** The rules of one place in a body, in Pact's notation: `$.thing.name['#text']`. */
export interface PlacedRules {
  path: string;
  rules: Rule[];
}

/** For each place of a body the rule that lets any value pass. */
export function anyValues({ bytes, contentType }: WrittenText): PlacedRules[] {
  switch (formatOf(contentType, { structured: true, textual: false })) {
    case 'form':
      return [...new Set(new URLSearchParams(bytes).keys())].map((name) => anyAt(stepTo('$', name)));
    case 'parts':
      return (splitParts(bytes, contentType) ?? []).map(({ name }) => ({ path: stepTo('$', name), rules: [sameType] }));
    case 'xml': {
      const root = parseElement(new TextDecoder().decode(toBytes(bytes)), DEEPEST);
      return 'wrong' in root ? [] : rulesOf(root, stepTo('$', root.name));
    }
    default:
      return [{ path: '$', rules: [sameType] }];
  }
}

/** Deepest nesting of elements. */
const DEEPEST = 100;

/** Elements that come again may come as often as they like, once at least. */
function rulesOf({ attributes, children }: XmlElement, path: string): PlacedRules[] {
  const own = Object.keys(attributes)
    .filter((name) => !/^xmlns(:|$)/.test(name))
    .map((name) => anyAt(`${path}['@${name}']`));
  const text = children.some((child) => typeof child === 'string') ? [anyAt(`${path}['#text']`)] : [];
  const below = children.filter((child) => typeof child !== 'string');
  const isList = new Set(below.map(({ name }) => name)).size < below.length;
  const list = isList ? [{ path, rules: [{ ...sameType, min: 1 }] }] : [];
  return [...own, ...text, ...list, ...below.flatMap((child) => rulesOf(child, stepTo(path, child.name)))];
}

function anyAt(path: string): PlacedRules {
  return { path, rules: [found(ANYTHING)] };
}

function stepTo(path: string, name: string): string {
  return /^\w+$/.test(name) ? `${path}.${name}` : `${path}['${name}']`;
}

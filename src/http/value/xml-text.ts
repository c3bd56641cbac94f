/** XML as text and as elements: read with fast-xml-parser, written here, where line ends and control characters are minded. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  /** With its prefix. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly (XmlElement | string)[];
}

/** The text of an element, in one line; or with each element on a line of its own, where no text stands beside it. */
export function writeElement(element: XmlElement, { indented = false }: { indented?: boolean } = {}): string {
  return writeAt(element, indented ? '\n' : '');
}

/** `break_` is what a new line begins with; none where everything stands in one. */
function writeAt({ name, attributes, children }: XmlElement, lineBreak: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const start = `<${name}${written.join('')}`;
  if (children.length === 0) return `${start}/>`;
  const isMixed = children.some((child) => typeof child === 'string');
  const inner = lineBreak === '' || isMixed ? '' : `${lineBreak}  `;
  const content = children.map(
    (child) => inner + (typeof child === 'string' ? escapeXml(child) : writeAt(child, inner)),
  );
  return `${start}>${content.join('')}${inner === '' ? '' : lineBreak}</${name}>`;
}

/** A text inside an element. A carriage return would be read as a line feed (XML 1.0, 2.11). */
function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Whether every character of a text can stand in XML (XML 1.0, 2.2). */
export function isXmlText(text: string): boolean {
  return !/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text);
}

/** Whether a name can be one of an element, or of an attribute (Namespaces in XML, 3), with a prefix or without. */
export function isXmlName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}\p{M}._-]*(:[\p{L}_][\p{L}\p{N}\p{M}._-]*)?$/u.test(name);
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities are read below: those of documents themselves are refused.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
});

type ParsedNode = Readonly<Record<string, unknown>>;

/** A document type that declares nothing itself. */
const documentType = /<!DOCTYPE\s[^[>]*>/;

/** The element that a text is, or what is wrong with it. Document types that declare are not read: their entities may have no end. */
export function parseElement(written: string, deepest: number): XmlElement | { wrong: string } {
  const text = written.replace(documentType, '');
  if (text.includes('<!DOCTYPE')) return { wrong: 'has a document type with declarations, which are not read' };
  if (nestsDeeper(text, deepest)) return { wrong: `nests deeper than ${deepest} levels` };
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { wrong: `is not well-formed XML: ${valid.err.msg}` };
  try {
    const nodes = (parser.parse(text) as ParsedNode[]).filter((node) => nameOf(node) !== '#text');
    const [root, ...others] = nodes;
    if (!root || others.length > 0) return { wrong: 'is not well-formed XML: it has no single root' };
    return readElement(root);
  } catch (error) {
    return { wrong: `is not well-formed XML: ${(error as Error).message}` };
  }
}

/** In one pass; what is no XML is found by the parser. */
function nestsDeeper(text: string, deepest: number): boolean {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const skipped = skippedParts.find(([start]) => text.startsWith(start, at));
    const end = text.indexOf(skipped ? skipped[1] : '>', at);
    if (end === -1) return false;
    if (!skipped && text[at + 1] === '/') depth -= 1;
    else if (!skipped && text[end - 1] !== '/') depth += 1;
    if (depth > deepest) return true;
    at = end;
  }
  return false;
}

const skippedParts: readonly [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

function nameOf(node: ParsedNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function readElement(node: ParsedNode): XmlElement {
  const name = nameOf(node);
  const attributes = (node[':@'] ?? {}) as Record<string, string>;
  const children = (node[name] as ParsedNode[]).map((child): XmlElement | string => {
    const kind = nameOf(child);
    if (kind === '#text') return decodeEntities(String(child['#text']));
    if (kind === '#cdata') return (child['#cdata'] as ParsedNode[]).map((each) => String(each['#text'])).join('');
    return readElement(child);
  });
  const decoded = Object.entries(attributes).map(([key, value]) => [key, decodeEntities(String(value))] as const);
  return { name, attributes: Object.fromEntries(decoded), children };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\dA-Fa-f]{1,6})|#(\d{1,7})|(\w{1,8}));/g,
    (whole, hexadecimal, decimal, name: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal as string, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

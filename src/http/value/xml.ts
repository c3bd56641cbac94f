/** Values as XML, by the `xml` object of their schemas (OpenAPI 3.2, "XML Object"): names, attributes, wrapped lists, prefixes. */
import { parsePointer } from '../../contract/json-pointer.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { derefNode, findMember, memberNames, possibleTypes, walkInPlace } from '../../contract/schema/walk-schema.ts';
import { readText, writeText } from './text.ts';
import { isXmlName, parseElement, writeElement, type XmlElement } from './xml-text.ts';

/** What the document says of XML, and what it shows of it. */
interface XmlPlace {
  document: SchemaObject;
  node: SchemaNode | undefined;
  /** Examples of a body: of texts, the first shows how a root is called of which no schema says it. */
  examples?: Iterable<unknown>;
}

/** The XML of a value. */
export function writeXml(place: XmlPlace, value: unknown): string {
  const element = new XmlSide(place.document).elementOf(rootName(place), place.node, value);
  return `<?xml version="1.0" encoding="UTF-8"?>${writeElement(element)}`;
}

interface XmlReader extends XmlPlace {
  /** Deepest nesting of elements. */
  deepest: number;
}

/** The value that an XML text stands for, or what is wrong with it. */
export function readXml(text: string, { deepest, ...place }: XmlReader): { value: unknown } | { wrong: string } {
  const root = parseElement(text.replace(/^\uFEFF/, ''), deepest);
  if ('wrong' in root) return root;
  const wanted = rootName({ ...place, examples: [] });
  if (wanted !== UNNAMED && localName(root.name) !== localName(wanted))
    return { wrong: `has the root ${root.name}, not ${wanted}` };
  return { value: new XmlSide(place.document).valueOf(place.node, root) };
}

/** The root of a schema that has no name. */
const UNNAMED = 'root';

/** By the `xml` object, else by the name of the component, or by an example. */
function rootName({ document, node, examples = [] }: XmlPlace): string {
  const shown = [...examples].map(shownRoot).find((name) => name !== undefined) ?? UNNAMED;
  if (!node) return shown;
  const { name, prefix } = xmlOf(document, node);
  const own = name ?? componentName(document, node) ?? shown;
  return prefix === undefined ? own : `${prefix}:${own}`;
}

/** The name of the first element of a text. */
function shownRoot(example: unknown): string | undefined {
  const name = typeof example === 'string' ? /<([^\s<>!?/]+)/.exec(example)?.[1] : undefined;
  return name !== undefined && isXmlName(name) ? name : undefined;
}

function componentName(document: SchemaObject, node: SchemaNode): string | undefined {
  const [part, kind, name] = parsePointer(derefNode(document, node).pointer);
  return part === 'components' && kind === 'schemas' && name !== undefined && isXmlName(name) ? name : undefined;
}

interface XmlRules {
  name?: string;
  prefix?: string;
  namespace?: string;
  /** Of a list: whether an element stands around its items. */
  wrapped: boolean;
  kind: 'element' | 'attribute' | 'text' | 'cdata';
}

function xmlOf(document: SchemaObject, node: SchemaNode): XmlRules {
  const said = [...walkInPlace(document, node)].map(({ schema }) => schema['xml']).find(isSchemaObject) ?? {};
  const text = (keyword: string) => (typeof said[keyword] === 'string' ? { [keyword]: said[keyword] } : {});
  const { nodeType, attribute, wrapped } = said;
  const kind = attribute === true ? 'attribute' : nodeType;
  return {
    ...text('name'),
    ...text('prefix'),
    ...text('namespace'),
    wrapped: wrapped === true || nodeType === 'element',
    kind: kind === 'attribute' || kind === 'text' || kind === 'cdata' ? kind : 'element',
  };
}

/** How the items of a list are called, and what stands around them. */
interface ListNames {
  wrapper?: string;
  item: string;
}

class XmlSide {
  readonly #document: SchemaObject;

  constructor(document: SchemaObject) {
    this.#document = document;
  }

  elementOf(name: string, node: SchemaNode | undefined, value: unknown): XmlElement {
    const attributes: Record<string, string> = { ...this.#namespaceOf(node) };
    const children: (XmlElement | string)[] = [];
    if (value === null) return { name, attributes: { ...attributes, ...nil }, children };
    if (Array.isArray(value)) {
      const item = node && findMember(this.#document, node, ['0']);
      const itemName = this.#itemName(item, localName(name));
      return { name, attributes, children: value.map((each) => this.elementOf(itemName, item, each)) };
    }
    if (!isSchemaObject(value))
      return { name, attributes, children: writeText(value) === '' ? [] : [writeText(value)] };
    for (const [key, inner] of Object.entries(value)) {
      const member = node && findMember(this.#document, node, [key]);
      const { kind } = member ? xmlOf(this.#document, member) : { kind: 'element' };
      if (kind === 'attribute') attributes[this.#nameOf(key, member)] = writeText(inner);
      else if (kind === 'text' || kind === 'cdata') children.push(writeText(inner));
      else children.push(...this.#membersOf(key, member, inner));
    }
    return { name, attributes, children };
  }

  #membersOf(key: string, member: SchemaNode | undefined, value: unknown): XmlElement[] {
    if (!Array.isArray(value)) return [this.elementOf(this.#nameOf(key, member), member, value)];
    const { wrapper, item } = this.#listNames(key, member);
    const node = member && findMember(this.#document, member, ['0']);
    const items = value.map((each) => this.elementOf(item, node, each));
    return wrapper === undefined ? items : [{ name: wrapper, attributes: this.#namespaceOf(member), children: items }];
  }

  valueOf(node: SchemaNode | undefined, element: XmlElement): unknown {
    if (element.attributes['xsi:nil'] === 'true') return null;
    const types = node ? possibleTypes(this.#document, node) : new Set<string>();
    const inner = elementsIn(element);
    if (types.has('array') && !types.has('object')) {
      const item = node && findMember(this.#document, node, ['0']);
      return inner.map((each) => this.valueOf(item, each));
    }
    const text = textIn(element);
    const isPlain = inner.length === 0 && ownAttributes(element).length === 0;
    if (types.has('object') && !(isPlain && text.trim() !== '' && !this.#hasText(node)))
      return this.#objectOf(node, element);
    if (types.size === 0 && !isPlain) return this.#objectOf(node, element);
    return readText(types, types.has('string') || types.size === 0 ? text : text.trim());
  }

  #objectOf(node: SchemaNode | undefined, element: XmlElement): Record<string, unknown> {
    const members = new Map<string, unknown>();
    const waiting = new Set(elementsIn(element));
    const attributes = new Map(ownAttributes(element).map(([name, text]) => [localName(name), text]));
    const take = (name: string): XmlElement[] => {
      const found = [...waiting].filter((each) => localName(each.name) === localName(name));
      for (const each of found) waiting.delete(each);
      return found;
    };
    for (const key of this.#keysOf(node)) {
      const member = node && findMember(this.#document, node, [key]);
      if (!member) continue;
      const { kind } = xmlOf(this.#document, member);
      const name = localName(this.#nameOf(key, member));
      if (kind === 'attribute') {
        const text = attributes.get(name);
        if (text !== undefined) members.set(key, readText(possibleTypes(this.#document, member), text));
        attributes.delete(name);
      } else if (kind !== 'element') members.set(key, readText(possibleTypes(this.#document, member), textIn(element)));
      else {
        const value = this.#memberOf(key, member, take);
        if (value !== undefined) members.set(key, value);
      }
    }
    // What has a member's name, and is not where the member stands, is none.
    const known = new Set(this.#keysOf(node));
    for (const [name, text] of attributes) members.set(known.has(name) ? `@${name}` : name, text);
    for (const each of waiting) {
      const key = localName(each.name);
      const member = node && !known.has(key) ? findMember(this.#document, node, [key]) : undefined;
      members.set(known.has(key) ? `<${key}>` : key, this.valueOf(member, each));
    }
    return Object.fromEntries(members);
  }

  /** Undefined where no element has its name. */
  #memberOf(key: string, member: SchemaNode, take: (name: string) => XmlElement[]): unknown {
    if (!possibleTypes(this.#document, member).has('array')) {
      const last = take(this.#nameOf(key, member)).at(-1);
      return last && this.valueOf(member, last);
    }
    const { wrapper, item } = this.#listNames(key, member);
    const node = findMember(this.#document, member, ['0']);
    if (wrapper !== undefined) {
      const last = take(wrapper).at(-1);
      return last && elementsIn(last).map((each) => this.valueOf(node, each));
    }
    const items = take(item);
    return items.length === 0 ? undefined : items.map((each) => this.valueOf(node, each));
  }

  #keysOf(node: SchemaNode | undefined): string[] {
    return node ? memberNames(this.#document, node) : [];
  }

  #hasText(node: SchemaNode | undefined): boolean {
    return this.#keysOf(node).some((key) => {
      const member = node && findMember(this.#document, node, [key]);
      return member !== undefined && ['text', 'cdata'].includes(xmlOf(this.#document, member).kind);
    });
  }

  #nameOf(key: string, node: SchemaNode | undefined): string {
    const { name = key, prefix } = node ? xmlOf(this.#document, node) : {};
    return safeName(prefix === undefined ? name : `${prefix}:${name}`);
  }

  /** An item has its own name, else that of its list. */
  #listNames(key: string, member: SchemaNode | undefined): ListNames {
    const own = this.#nameOf(key, member);
    const item = this.#itemName(member && findMember(this.#document, member, ['0']), own);
    return member && xmlOf(this.#document, member).wrapped ? { wrapper: own, item } : { item };
  }

  #itemName(item: SchemaNode | undefined, usual: string): string {
    const { name, prefix } = item ? xmlOf(this.#document, item) : {};
    return name === undefined ? usual : safeName(prefix === undefined ? name : `${prefix}:${name}`);
  }

  #namespaceOf(node: SchemaNode | undefined): Record<string, string> {
    const { namespace, prefix } = node ? xmlOf(this.#document, node) : {};
    if (namespace === undefined) return {};
    return { [prefix === undefined ? 'xmlns' : `xmlns:${prefix}`]: namespace };
  }
}

const nil = { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:nil': 'true' };

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A name that XML does not have would end the document. */
function safeName(name: string): string {
  return isXmlName(name) ? name : `_${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}`;
}

function elementsIn({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

function textIn({ children }: XmlElement): string {
  return children.filter((child) => typeof child === 'string').join('');
}

/** Without namespaces, and what XML Schema says of instances. */
function ownAttributes({ attributes }: XmlElement): [string, string][] {
  return Object.entries(attributes).filter(([name]) => !/^(xmlns$|xmlns:|xsi:|xml:)/.test(name));
}

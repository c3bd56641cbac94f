/** Puts things into the answers that show them: alone, in an envelope, in a list. */
import type { Contract } from '../../contract/contract.ts';
import { setAt } from '../../contract/json-pointer.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames } from '../../contract/schema/walk-schema.ts';
import type { MakeFixture } from '../answer/make-fixture.ts';
import { type DescribedPage, describePage, type PageMember, readPageMembers } from './describe-page.ts';
import { inOrder, type Members } from './fill-thing.ts';

export interface ListedThings extends DescribedPage {
  shown: readonly Members[];
}

export interface Envelopes {
  /** The schema of what stands at `tokens` in an answer. */
  thingNode(node: SchemaNode, tokens: readonly string[]): SchemaNode | undefined;
  wrap(node: SchemaNode, use: ResourceUse, thing: Members): unknown;
  wrapList(node: SchemaNode, use: ResourceUse, listed: ListedThings): unknown;
}

export function createEnvelopes(contract: Contract, fixture: MakeFixture): Envelopes {
  /** By schema and place, since a list is asked for again and again. */
  const nodes = new Map<string, SchemaNode | undefined>();
  const names = new Map<string, readonly string[]>();
  const pageMembers = new Map<string, readonly PageMember[]>();

  function thingNode(node: SchemaNode, tokens: readonly string[]): SchemaNode | undefined {
    const key = `${node.pointer}\n${tokens.join('\n')}`;
    if (!nodes.has(key)) nodes.set(key, findMember(contract.document, node, tokens));
    return nodes.get(key);
  }

  function namesIn(node: SchemaNode): readonly string[] {
    const known = names.get(node.pointer) ?? memberNames(contract.document, node);
    names.set(node.pointer, known);
    return known;
  }

  function around(node: SchemaNode, at: readonly string[], inner: unknown): unknown {
    const [first] = at;
    if (first === undefined) return inner;
    const omit = new Set(at.length === 1 ? [first] : []);
    const body = fixture(node, { members: 'full', omit });
    const envelope = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
    setAt(envelope, at, inner);
    return inOrder(namesIn(node), envelope as Members, {});
  }

  return {
    thingNode,
    wrap: (node, { shown = [] }, thing) => around(node, shown, thing),
    wrapList(node, { shown = [], each = [] }, { shown: things, ...told }) {
      const holder = each.length === 0 ? undefined : thingNode(node, [...shown, '0']);
      const items = holder ? things.map((thing) => around(holder, each, thing)) : things;
      if (shown.length === 0) return items;
      const body = around(node, shown, items) as object;
      const members = pageMembers.get(node.pointer) ?? readPageMembers(contract, node, shown);
      pageMembers.set(node.pointer, members);
      describePage(contract, { body, members, told });
      return body;
    },
  };
}

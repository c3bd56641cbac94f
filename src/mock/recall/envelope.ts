/** Puts things into the answers that show them: alone, in an envelope, in a list. */
import type { Contract } from '../../contract/contract.ts';
import { setAt } from '../../contract/json-pointer.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames } from '../../contract/schema/walk-schema.ts';
import type { MakeFixture } from '../answer/make-fixture.ts';
import { createTellSuccess } from '../answer/tell-success.ts';
import { type DescribedPage, describePage, type PageMember, readPageMembers } from './describe-page.ts';
import { inOrder, type Members } from './fill-thing.ts';

export interface ListedThings extends DescribedPage {
  shown: readonly Members[];
  /** Of the answer. */
  status: number;
}

export interface Envelopes {
  /** The schema of what stands at `tokens` in an answer. */
  thingNode(node: SchemaNode, tokens: readonly string[]): SchemaNode | undefined;
  wrap(node: SchemaNode, use: ResourceUse, shown: { thing: Members; status: number }): unknown;
  wrapList(node: SchemaNode, use: ResourceUse, listed: ListedThings): unknown;
}

export function createEnvelopes(contract: Contract, fixture: MakeFixture): Envelopes {
  const tellSuccess = createTellSuccess(contract);
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

  function around(
    node: SchemaNode,
    at: readonly string[],
    { inner, status }: { inner: unknown; status?: number },
  ): unknown {
    const [first] = at;
    if (first === undefined) return inner;
    const omit = new Set(at.length === 1 ? [first] : []);
    const body = fixture(node, { members: 'full', omit });
    const envelope = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
    if (status !== undefined) tellSuccess(node, envelope, status);
    setAt(envelope, at, inner);
    return inOrder(namesIn(node), envelope as Members, {});
  }

  return {
    thingNode,
    wrap: (node, { shown = [] }, { thing, status }) => around(node, shown, { inner: thing, status }),
    wrapList(node, { shown = [], each = [] }, { shown: things, status, ...told }) {
      const holder = each.length === 0 ? undefined : thingNode(node, [...shown, '0']);
      const items = holder ? things.map((thing) => around(holder, each, { inner: thing })) : things;
      if (shown.length === 0) return items;
      const body = around(node, shown, { inner: items, status }) as object;
      const members = pageMembers.get(node.pointer) ?? readPageMembers(contract, node, shown);
      pageMembers.set(node.pointer, members);
      describePage(contract, { body, members, told });
      return body;
    },
  };
}

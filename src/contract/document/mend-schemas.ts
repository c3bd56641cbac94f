/** Mends what schemas say beside each other, once all of them stand in one document: each by itself is in order. */
import type { Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import type { SchemaObject } from '../schema.ts';
import { cutCircles } from './cut-circles.ts';
import { dropSameBranches } from './drop-same-branches.ts';
import { markUnsent } from './mark-unsent.ts';
import { openClosedParts } from './open-closed-parts.ts';

export interface SchemaMending {
  tell: (rule: ContractRule, pointer: string, told: Told) => void;
  /** Lets `pointer` be written where `other` is. */
  carry: (pointer: string, other: string) => void;
}

/** Changes the document. */
export function mendSchemas(document: SchemaObject, { tell, carry }: SchemaMending): void {
  cutCircles(document, tell);
  dropSameBranches(document, (pointer, told) => tell('same-branches', pointer, told));
  openClosedParts(document, { tell: (pointer, told) => tell('closed-part', pointer, told), carry });
  markUnsent(document);
}

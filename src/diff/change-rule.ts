/** The rules of changes: one table, from which a change gets whom it breaks and how much that counts, and `docs/changes.md` is made. */
import { messageRules } from './message-rule.ts';
import { type ChangeRuleEntry, type ValueRule, valueRules } from './value-rule.ts';

export type ChangeRule = ValueRule | keyof typeof messageRules;

/** Every rule: how much it counts, whom it breaks, and a sentence. */
export const changeRules: Readonly<Record<ChangeRule, ChangeRuleEntry>> = { ...valueRules(), ...messageRules };

/** Finds the smallest request that still shows a problem: one fault, in the plainest request that there is. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import type { CaseOutcome, CaseProblem } from '../check/outcome.ts';
import type { Case, Step } from '../plan/case.ts';
import { changeValues } from '../plan/change-values.ts';
import { isAlike, oddPlaces } from './feature.ts';
import { freshDigitsIn, renewCase } from './renew-case.ts';

export interface ShrinkOptions {
  contract: Contract;
  /** A plain request with required members only. */
  plain: RequestValues;
  /** One with all members, another each time: where it is asked which of them a server demands. */
  full: () => RequestValues;
  next: () => string;
  /** Sends a case; undefined when there is nothing left to send with. */
  send: (each: Case) => Promise<CaseOutcome | undefined>;
}

export interface Shrunk {
  outcome: CaseOutcome;
  problem: CaseProblem;
  /** The one place that makes the difference, where it is one. */
  culprit?: readonly string[];
  /** It does so by not being there, or by being there, whatever it holds; else by its value. */
  by?: 'absence' | 'presence';
  /** The places that make it by being there together, whatever they hold. */
  together?: readonly (readonly string[])[];
}

/**
 * The outcome of the smallest case found, re-checked for its zone; undefined where the problem does not come again.
 * What comes before the one request of a case is sent again with it; several requests of its own stay as they are.
 */
export async function shrinkCase(
  outcome: CaseOutcome,
  problem: CaseProblem,
  options: ShrinkOptions,
): Promise<Shrunk | undefined> {
  const own = ownStep(outcome.case);
  if (!own || own.form.raw !== undefined || !isShrinkable(own.values)) return tryCase(outcome.case, problem, options);
  const plainest = await findPlainest(outcome.case, problem, options);
  if (plainest) return plainest;
  const again = await tryCase(outcome.case, problem, options);
  const simplest = again && (await simplifyPlaces(again, problem, options));
  return simplest && blameTogether(simplest, problem, options);
}

/** How often a smallest case has to show its problem again before it is told. */
const CONFIRMED = 2;

/** Whether the case shows its problem each time that it is sent: by chance, any request may have shown it once. */
export async function showsAgain({ outcome }: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<boolean> {
  for (let time = 0; time < CONFIRMED; time += 1) {
    const again = await options.send(renewCase(outcome.case, options.next));
    if (again && again.unreached === undefined && !showing(again, problem)) return false;
  }
  return true;
}

/**
 * Whether a text that cannot be fresh, such as a single letter, was refused since it is there already: of two fresh ones that are
 * alike in its place, only the first is taken.
 */
export async function isTakenOnce(
  { outcome, culprit, by }: Shrunk,
  problem: CaseProblem,
  options: ShrinkOptions,
): Promise<boolean> {
  const values = valuesOf(outcome.case);
  const value = culprit && valueAt(values, culprit);
  if (problem.kind !== 'refused-valid' || !culprit || by || typeof value !== 'string') return false;
  if (freshDigitsIn(values).some((digits) => value.includes(digits))) return false;
  const usual = valueAt(options.full(), culprit);
  if (typeof usual !== 'string') return false;
  const once = withPart(values, culprit, usual);
  // The same text twice: tokens of the case would make it another one.
  const sendAs = async (): Promise<CaseOutcome | undefined> => {
    const own = ownStep(outcome.case);
    const steps = outcome.case.steps.map((step) => (step === own ? { ...step, values: once } : step));
    const others = outcome.case.tokens.filter((token) => !usual.includes(token));
    return options.send(renewCase({ ...outcome.case, steps, tokens: others }, options.next));
  };
  const first = await sendAs();
  if (!first || first.problems.length > 0 || first.steps.length < outcome.case.steps.length) return false;
  return showing(await sendAs(), problem) !== undefined;
}

/** The only request that the case is about, where it is one. */
export function ownStep({ steps, connection }: Pick<Case, 'steps' | 'connection'>): Step | undefined {
  const own = steps.filter(({ setup }) => !setup);
  return own.length === 1 && connection === 'any' ? own[0] : undefined;
}

function isShrinkable({ body }: RequestValues): boolean {
  return body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body));
}

/** The plain request itself, where its form is to blame and no member; else the plain one with one place of the case. */
async function findPlainest(each: Case, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk | undefined> {
  const { plain } = options;
  const values = valuesOf(each);
  const withPlace = async (at: readonly string[]): Promise<Shrunk | undefined> => {
    const changed = withPart(plain, at, valueAt(values, at));
    const found = await tryValues(each, changed, problem, options);
    if (!found) return undefined;
    // A server that remembers may by now refuse even what it took a moment ago.
    const bare = await tryValues(each, plain, problem, options);
    return bare ?? blamePlace({ ...found, culprit: at }, problem, options);
  };
  const odd = oddPlaces(values, plain);
  const named = odd.filter(([, name = '']) => problem.clause.split('.').includes(name));
  for (const at of isUnusual(each) ? [] : named) {
    const found = await withPlace(at);
    if (found) return found;
  }
  const bare = await tryValues(each, plain, problem, options);
  // Where the request is written in an unusual way, no member can be blamed for what may be due to that.
  if (bare && isUnusual(each)) return (await tryForm(bare.outcome.case, problem, options)) ?? bare;
  if (bare) return findLacking(bare, problem, options);
  if (isUnusual(each)) return undefined;
  for (const at of odd.filter((other) => !named.includes(other))) {
    const found = await withPlace(at);
    if (found) return found;
  }
  return undefined;
}

/** The same request written as usual: where it shows the problem, too, the way of writing is not to blame. */
async function tryForm(each: Case, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk | undefined> {
  const own = ownStep(each);
  const steps = each.steps.map((step) => (step === own ? { ...step, form: {} } : step));
  return tryCase({ ...each, steps }, problem, options);
}

/** Whether the place sets the problem off whatever it holds; if not, by which value, as plain as can be. */
async function blamePlace(found: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk> {
  const { plain, full } = options;
  const { culprit = [], outcome } = found;
  const usual = valueAt(full(), culprit);
  const isOptional = valueAt(plain, culprit) === undefined;
  if (!isOptional || usual === undefined || isAlike(usual, valueAt(valuesOf(outcome.case), culprit)))
    return simplifyValue(found, problem, options);
  const any = await tryValues(outcome.case, withPart(plain, culprit, usual), problem, options);
  return any ? { ...any, culprit, by: 'presence' } : simplifyValue(found, problem, options);
}

/** The one optional member without which a plain request shows the problem, and with which it does not. */
async function findLacking(bare: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk> {
  const { full, plain } = options;
  const lacking = oddPlaces(full(), plain).filter(
    ([part, name = '']) => part !== 'path' && valueAt(plain, [part ?? '', name]) === undefined,
  );
  const each = bare.outcome.case;
  if (problem.kind !== 'refused-valid' || lacking.length === 0) return bare;
  // All values are new each time: what is accepted may be taken from then on. Without the members they must show the problem.
  const isHealedBy = async (isGiven: (at: readonly string[]) => boolean): Promise<boolean> => {
    const whole = full();
    const without = (places: readonly (readonly string[])[]): RequestValues =>
      places.reduce((changed, at) => withPart(changed, at, undefined), whole);
    if (!(await tryValues(each, without(lacking), problem, options))) return false;
    const sent = await sendValues(each, without(lacking.filter((at) => !isGiven(at))), options);
    return sent !== undefined && sent.problems.length === 0 && sent.steps.length === each.steps.length;
  };
  // A header may be a condition, which a made-up value does not fulfil.
  const isHealed = (await isHealedBy(() => true)) || (lacking.some(isInBody) && (await isHealedBy(isInBody)));
  if (!isHealed) return bare;
  for (const at of lacking)
    if (await isHealedBy((other) => other === at)) return { ...bare, culprit: at, by: 'absence' };
  return bare;
}

function isInBody([part]: readonly string[]): boolean {
  return part === 'body';
}

function isUnusual(each: Case): boolean {
  return Object.keys(ownStep(each)?.form ?? {}).length > 0;
}

function valuesOf(each: Case): RequestValues {
  return ownStep(each)?.values ?? {};
}

function withPart(values: RequestValues, at: readonly string[], value: unknown): RequestValues {
  const [part = 'body'] = at;
  const whole = part in values ? values : { ...values, [part]: {} };
  return changeValues(whole, [value === undefined ? { at, remove: true } : { at, value }]);
}

/** Takes away, or makes plain, one after the other, every place that the problem does not need. */
async function simplifyPlaces(found: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk> {
  let smallest = found;
  for (const at of oddPlaces(valuesOf(found.outcome.case), options.plain)) {
    if (at.length < 2) continue;
    const values = withPart(valuesOf(smallest.outcome.case), at, valueAt(options.plain, at));
    smallest = (await tryValues(smallest.outcome.case, values, problem, options)) ?? smallest;
  }
  return smallest;
}

/** Most places that are blamed together. */
const MOST_TOGETHER = 4;

/** Whether the few optional places that are left set the problem off whatever they hold, as long as all are there. */
async function blameTogether(found: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk> {
  const { plain, full } = options;
  const places = oddPlaces(valuesOf(found.outcome.case), plain);
  const usual = full();
  const isFree = (at: readonly string[]): boolean =>
    at.length === 2 && valueAt(plain, at) === undefined && valueAt(usual, at) !== undefined;
  if (places.length < 2 || places.length > MOST_TOGETHER || !places.every(isFree)) return found;
  const values = places.reduce((changed, at) => withPart(changed, at, valueAt(usual, at)), plain);
  const any = await tryValues(found.outcome.case, values, problem, options);
  return any ? { ...any, together: places } : found;
}

/** How often a value is made plainer: each time is a request. */
const STEPS = 12;

/** The plainest value in the culprit's place that still shows the problem: fewer members, fewer items, a shorter text. */
async function simplifyValue(found: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk> {
  const { culprit = [] } = found;
  let smallest = found;
  let left = STEPS;
  for (let progress = true; progress && left > 0;) {
    progress = false;
    const value = valueAt(valuesOf(smallest.outcome.case), culprit);
    for (const plainer of plainerValues(value)) {
      if ((left -= 1) < 0) break;
      const values = changeValues(valuesOf(smallest.outcome.case), [{ at: culprit, value: plainer }]);
      const next = await tryValues(smallest.outcome.case, values, problem, options);
      if (!next) continue;
      smallest = { ...next, culprit };
      progress = true;
      break;
    }
  }
  return smallest;
}

/** Longest text without fresh digits that is not made shorter. */
const SHORT = 4;

function plainerValues(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const items = value as unknown[];
    return items.length < 2
      ? []
      : [items.slice(0, Math.floor(items.length / 2)), items.slice(Math.floor(items.length / 2))];
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value);
    return members.map((_, index) => Object.fromEntries(members.filter((_member, other) => other !== index)));
  }
  return typeof value === 'string' ? [...plainTexts(value), ...shorterTexts(value)] : [];
}

/** As many plain letters: where they do it, too, what the text is made of does not. */
function plainTexts(text: string): string[] {
  const [, head = '', digits = '', tail = ''] = /^(.*?)(\d{9})(.*)$/s.exec(text) ?? [text, text];
  const plain = lettersLike(head) + digits + lettersLike(tail);
  return /^[\w .,-]*$/.test(text) ? [] : [plain];
}

function lettersLike(text: string): string {
  return 'x'.repeat([...text].length);
}

/** Half of what stands before the fresh digits, or behind them; what has none is halved itself. */
function shorterTexts(text: string): string[] {
  const [, head = '', digits = '', tail = ''] = /^(.*?)(\d{9})(.*)$/s.exec(text) ?? [text, text];
  const halves = (part: string): string[] => {
    const characters = [...part];
    const half = Math.floor(characters.length / 2);
    if (digits === '' && characters.length <= SHORT) return [];
    return characters.length === 0 ? [] : [characters.slice(0, half).join(''), characters.slice(half).join('')];
  };
  const shorter = [
    ...halves(head).map((part) => part + digits + tail),
    ...halves(tail).map((part) => head + digits + part),
  ];
  return [...new Set(shorter)].filter((each) => each.length < text.length);
}

async function tryValues(
  each: Case,
  values: RequestValues,
  problem: CaseProblem,
  options: ShrinkOptions,
): Promise<Shrunk | undefined> {
  return showing(await sendValues(each, values, options), problem);
}

/** Sends the case with other values in its own request; nothing where these are in another zone. */
async function sendValues(each: Case, values: RequestValues, options: ShrinkOptions): Promise<CaseOutcome | undefined> {
  const { contract, plain, next, send } = options;
  const own = ownStep(each);
  const zone = (some: RequestValues) => zoneOf(contract, each.operation, some);
  if (!own || zone(values) !== zone(own.values)) return undefined;
  const steps = each.steps.map((step) => (step === own ? { ...step, values } : step));
  const tokens = [...new Set([...each.tokens, ...freshDigitsIn(plain), ...freshDigitsIn(values)])];
  return send(renewCase({ ...each, steps, tokens }, next));
}

async function tryCase(each: Case, problem: CaseProblem, { send, next }: ShrinkOptions): Promise<Shrunk | undefined> {
  return showing(await send(renewCase(each, next)), problem);
}

function showing(outcome: CaseOutcome | undefined, problem: CaseProblem): Shrunk | undefined {
  const found = outcome?.problems.find(
    ({ problem: other }) => other.kind === problem.kind && other.clause === problem.clause,
  );
  return outcome && found ? { outcome, problem: found.problem } : undefined;
}

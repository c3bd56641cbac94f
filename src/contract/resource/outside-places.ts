/** Places of a request whose right values come from elsewhere: credentials, codes that somebody issued, addresses that somebody has. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import { type Operation, parameterKey, responseFor, successResponses } from '../operation.ts';
import type { Expression } from '../runtime-expression.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, memberNames, possibleTypes, walkPossible } from '../schema/walk-schema.ts';
import { type Source } from './find-sources.ts';
import { referenceSources } from './find-references.ts';
import { groupByKeys, hasItems } from './operation-places.ts';
import { type Origin, successNode } from './origin.ts';
import { plainName, segmentsOf } from './path-shape.ts';

/** A place, and how the document may say that its value is none of those that are known. */
export interface OutsidePlace {
  /** `["body", "password"]` */
  at: readonly [part: string, name: string];
  /** Documented statuses. */
  absent: readonly number[];
}

const known = new WeakMap<Operation, OutsidePlace[]>();

/** Each place once; those of credentials first. */
export function outsidePlaces(contract: Contract, operation: Operation): OutsidePlace[] {
  const found = known.get(operation) ?? findPlaces(contract, operation);
  known.set(operation, found);
  return found;
}

function findPlaces(contract: Contract, operation: Operation): OutsidePlace[] {
  const texts = listTexts(contract, operation);
  const credentials = credentialPlaces(contract, operation, texts);
  const issued = texts
    .filter(({ name }) => isIssued(operation, name) && !isOwnName(operation, name))
    .map(({ at }): OutsidePlace => ({ at, absent: documentedAmong(operation, refusing) }));
  // Where the request refers to a thing that there is a way to get, that is what may not be found.
  const named = referenceSources(contract, operation).length > 0 ? [] : namedPlaces(operation, texts);
  const all = [...credentials, ...issued, ...named].filter(({ absent }) => absent.length > 0);
  // A place may be of several sorts: a token of a list, where the document has 401, too.
  return [...Map.groupBy(all, ({ at }) => at.join('/')).values()].flatMap(([first, ...others]) =>
    first ? [{ at: first.at, absent: [...new Set([first, ...others].flatMap(({ absent }) => absent))] }] : [],
  );
}

/** A text of a request that the document does not list the values of. */
interface Text {
  at: OutsidePlace['at'];
  name: string;
}

function listTexts(contract: Contract, { body, parameters }: Operation): Text[] {
  const { document } = contract;
  const whole = body?.contents[0]?.node;
  const members = whole ? memberNames(document, whole) : [];
  const inBody = members
    .filter((name) => isFree(contract, whole && findMember(document, whole, [name])))
    .map((name): Text => ({ at: ['body', name], name }));
  const others = parameters
    .filter((parameter) => parameter.in !== 'path' && isFree(contract, parameter.node))
    .map((parameter): Text => ({ at: [parameter.in, parameterKey(parameter)], name: parameter.name }));
  return [...inBody, ...others];
}

function isFree({ document }: Contract, node: SchemaNode | undefined): boolean {
  if (!node || !possibleTypes(document, node).has('string')) return false;
  return ![...walkPossible(document, node)].some(({ schema }) => 'enum' in schema || 'const' in schema);
}

/** Statuses that refuse what a request names. */
const refusing = [400, 401, 403, 404, 409, 410, 422];

const secret = /(?:password|passwd|passwort|pass|pwd|passphrase|secret|otp|totp|pin|assertion|privatekey|apikey)$/;

const identity =
  /^(?:user|login|account|client|email|mail|phone|mobile|handle)|(?:username|userid|email|phone|login|clientid)$/;

/** Old ones have to be right, whoever asks. */
const former = /^(?:old|current|previous|existing)/;

const issued =
  /(?:token|jwt|coupon|voucher|captcha|(?:coupon|voucher|promo|promotion|discount|gift|giftcard|invite|invitation|referral|verification|verify|confirmation|activation|reset|redeem|auth|authorization|security|access|onetime|sms|login|pairing|recovery|backup|mfa|2fa)(?:code|key|card))$/;

const entering =
  /^(?:(?:user-?)?log-?in|sign-?in|auth|authenticat(?:e|ion)|authori[sz]e|tokens?|sessions?|(?:verify|confirm|activate|redeem|unlock).*)$/i;

const wrongCredentials =
  /(?:invalid|wrong|bad|incorrect|unknown|expired).{0,30}(?:credential|password|user ?name|e-?mail|token|code|secret)|(?:credential|password|token|code|secret)s?\b.{0,20}(?:invalid|wrong|incorrect|expired|mismatch|not match)|密码错误|凭证|验证码/i;

/** Whoever is let in by the request itself: no scheme of the document does it, and nobody is made who is to be let in later. */
function credentialPlaces(contract: Contract, operation: Operation, texts: readonly Text[]): OutsidePlace[] {
  const secrets = texts.filter(({ name }) => secret.test(plainName(name)));
  const old = secrets.filter(({ name }) => former.test(plainName(name)));
  if (old.length > 0) return old.map(({ at }) => ({ at, absent: documentedAmong(operation, refusing) }));
  const isEntrance = secrets.length > 0 && isEntering(operation);
  if (!isEntrance && (!['post', 'get'].includes(operation.method) || makesThing(contract, operation))) return [];
  const isOpen = operation.security.length === 0 || operation.security.some((demands) => demands.length === 0);
  const says401 = operation.responses.some(({ status }) => status === '401');
  const told = operation.responses
    .filter(({ status, description }) => /^4\d\d$/.test(status) && wrongCredentials.test(description))
    .map(({ status }) => Number(status));
  if (!isEntrance && !(says401 && isOpen) && (secrets.length === 0 || told.length === 0)) return [];
  const named = texts.filter(
    ({ name }) => secret.test(plainName(name)) || identity.test(plainName(name)) || isIssued(operation, name),
  );
  // A login whose document names no refusal has one all the same.
  const isSilent = isEntrance && !operation.responses.some(({ status }) => /^(?:4|default)/i.test(status));
  const usual = isSilent ? refusing : documentedAmong(operation, says401 || told.length > 0 ? [401, 403] : refusing);
  return (named.length > 0 ? named : texts).map(({ at }) => ({ at, absent: [...new Set([...usual, ...told])] }));
}

function isEntering({ path }: Operation): boolean {
  return entering.test(segmentsOf(path).at(-1)?.text ?? '');
}

/** What a request makes it names itself: a user with a password, a coupon with a code. */
function makesThing(contract: Contract, { method, path, responses }: Operation): boolean {
  const isMade = responses.some(({ status }) => status === '201');
  const last = segmentsOf(path).at(-1)?.text ?? '';
  return (
    method === 'post' &&
    (isMade || hasItems(contract, path) || /^(?:register|sign-?up|enrol|create|add|new)/i.test(last))
  );
}

function isIssued(operation: Operation, name: string): boolean {
  return issued.test(plainName(name)) || (plainName(name) === 'code' && isEntering(operation));
}

/** `coupon_code` of what makes a coupon is chosen there. */
function isOwnName({ path }: Operation, name: string): boolean {
  const literal = segmentsOf(path).findLast(({ names }) => names.length === 0)?.text ?? '';
  const noun = plainName(literal).replace(/s$/, '');
  return noun !== '' && plainName(name).startsWith(noun);
}

/** A path without a template that may end with 404 names what is not there somewhere else. */
function namedPlaces(operation: Operation, texts: readonly Text[]): OutsidePlace[] {
  const absent = [404, 410].filter((status) => operation.responses.some((each) => each.status === String(status)));
  if (operation.path.includes('{') || absent.length === 0) return [];
  const naming = texts.filter(
    ({ name }) =>
      /(?:code|key|sku|isbn|number|name|ref|reference)$/.test(plainName(name)) || identity.test(plainName(name)),
  );
  const places = naming.length > 0 ? naming : texts;
  return places.map(({ at }) => ({ at, absent }));
}

function documentedAmong(operation: Operation, statuses: readonly number[]): number[] {
  return statuses.filter((status) => responseFor(operation, status) !== undefined);
}

/** Operations that were sent, or have given, what stands at these places, by members of the same names: the likeliest first. */
export function namesakeSources(contract: Contract, operation: Operation): Source[] {
  const places = outsidePlaces(contract, operation).map(({ at }) => at);
  // What is made has values of its own: with those of another it would be taken for one that is there.
  if (places.length === 0 || (makesThing(contract, operation) && !isEntering(operation))) return [];
  const names = new Set(places.map(([, name]) => plainName(name)));
  const makers = postsWith(contract, names).filter((other) => other.path !== operation.path);
  const sources = makers.map((maker): Source => {
    const own = new Set(outsidePlaces(contract, maker).map(({ at }) => plainName(at[1])));
    const sent = maker.body?.contents[0]?.node;
    const shown = successNode(maker);
    const gives = places.flatMap((at) => {
      const name = plainName(at[1]);
      const from = [
        // What it needs itself is none that it makes.
        ...(own.has(name) ? [] : namesakes(contract, sent, name).map((member) => inMessage('request', member))),
        ...namesakes(contract, shown, name).map((member) => inMessage('response', member)),
      ];
      return from.length > 0 ? [{ at, from }] : [];
    });
    return { operation: maker, evidence: 'namesake', gives };
  });
  return sources
    .filter(
      ({ gives, operation: maker }) =>
        gives.length > 0 && (successResponses(maker).length > 0 || responseFor(maker, 200)),
    )
    .toSorted((a, b) => b.gives.length - a.gives.length || Number(isMaking(b)) - Number(isMaking(a)));
}

/** Those whose request or answer has a member with one of these plain names, in the order of the document. */
function postsWith(contract: Contract, names: ReadonlySet<string>): Operation[] {
  const byName = postsByName(contract);
  const having = new Set([...names].flatMap((name) => byName.get(name) ?? []));
  return names.size < 2 ? [...having] : contract.operations.filter((operation) => having.has(operation));
}

const postsByName = oncePerContract(({ document, operations }): ReadonlyMap<string, readonly Operation[]> => {
  const all = operations.filter(({ method }) => method === 'post');
  return groupByKeys(all, (post) =>
    [post.body?.contents[0]?.node, successNode(post)].flatMap((node) =>
      node ? memberNames(document, node).map(plainName) : [],
    ),
  );
});

function namesakes({ document }: Contract, node: SchemaNode | undefined, name: string): string[] {
  return node ? memberNames(document, node).filter((member) => plainName(member) === name) : [];
}

function inMessage(message: Expression['message'], member: string): Origin {
  return { expression: { message, in: 'body', tokens: [member] } };
}

function isMaking({ operation: { responses } }: Source): boolean {
  return responses.some(({ status }) => status === '201');
}

/** Puts before a case the requests that make what it works on: a link of the contract says which, and what they give. */
import type { Contract } from '../../contract/contract.ts';
import { parameterKey, successResponses, type Link, type Operation } from '../../contract/operation.ts';
import type { Binding, Case, Step } from './case.ts';
import { makeCase, type PlanContext } from './plan-context.ts';
import { createRequestMaker, type MakerOptions, type RequestMaker } from './request-maker.ts';

/** What to do with each case of `operation`, so that what its requests name exists wherever that can be had. */
export function precedeCases(
  contract: Contract,
  operation: Operation,
  options: Omit<MakerOptions, 'given'>,
): (each: Case) => Case {
  const found = findLink(contract, operation);
  if (!found) return namesNothing(operation) ? loosenCase : (each) => each;
  const maker = createRequestMaker(contract, found.operation, { ...options, given: [] });
  return (each) => precedeCase(each, { ...found, maker, contract });
}

/** Whether the values of an operation's path are known to name something: else 404 is as right as success. */
export function namesNothing({ parameters }: Operation): boolean {
  return parameters.some(({ in: place, example, node }) => {
    const known =
      example !== undefined ||
      (typeof node.schema === 'object' && ('enum' in node.schema || 'x-expected' in node.schema));
    return place === 'path' && !known;
  });
}

/** The operation on something that was never made: it may not be found. */
export function nothingCase(context: PlanContext): Case {
  const { values, token } = context.maker.make('full');
  const step: Step = { values, form: {}, expect: 'either', allow: [404] };
  return makeCase(context, {
    id: 'link/nothing',
    sentence: 'for something that does not exist',
    steps: [step],
    tokens: [token],
  });
}

/** The operation that makes what another works on. */
interface Source {
  operation: Operation;
  link: Link;
  maker: RequestMaker;
  contract: Contract;
}

/** An operation whose success links to `operation`. */
function findLink({ operations }: Contract, operation: Operation): Pick<Source, 'operation' | 'link'> | undefined {
  for (const source of operations) {
    const links = successResponses(source).flatMap((response) => response.links);
    const link = links.find(({ to, parameters }) => to === operation.id && parameters.length > 0);
    if (link && source.id !== operation.id) return { operation: source, link };
  }
  return undefined;
}

/** The case, after the creation of what it works on: for each step anew where the operation takes it away. */
function precedeCase(each: Case, source: Source): Case {
  const { operation } = each;
  const tokens = [...each.tokens];
  const makeSetup = (): Step => {
    const { values, token } = source.maker.make('minimal');
    tokens.push(token);
    return { setup: source.operation, values, form: {}, expect: 'success' };
  };
  const steps: Step[] = [];
  for (const step of each.steps) {
    if (isBroken(source, operation, step)) {
      steps.push(step);
      continue;
    }
    if (operation.method === 'delete' || !steps.some(({ setup }) => setup)) steps.push(makeSetup());
    const setup = steps.findLastIndex((earlier) => earlier.setup);
    steps.push({ ...step, bind: source.link.parameters.map(({ at, from }): Binding => ({ at, from, step: setup })) });
  }
  return { ...each, steps, tokens };
}

/** Whether the step breaks just the parameter that the link would give a value. */
function isBroken({ link, contract }: Source, operation: Operation, { values }: Step): boolean {
  return link.parameters.some(({ at: [place, name] }) => {
    const parameter = operation.parameters.find((each) => each.in === place && parameterKey(each) === name);
    const value = values[place]?.[name];
    const view = { direction: 'request', demand: 'documented' } as const;
    return (
      parameter !== undefined && (value === undefined || !contract.validators.accepts(parameter.node, value, view))
    );
  });
}

/** The case of an operation on something that may not exist. */
function loosenCase(each: Case): Case {
  const steps = each.steps.map((step): Step => {
    const expect = step.expect === 'success' && step.law === undefined ? 'either' : step.expect;
    return { ...step, expect, allow: [...(step.allow ?? []), 404] };
  });
  return { ...each, steps, zone: each.zone === 'valid' ? 'open' : each.zone };
}

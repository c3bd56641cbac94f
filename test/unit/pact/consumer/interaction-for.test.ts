/** Interactions out of scenarios, of this contract and of another with paths, queries and identifiers. */
import { describe, expect, it } from 'vitest';
import { interactionFor, loadContract, type Interaction } from '../../../../src/pact.ts';
import { UsageError } from '../../../../src/errors.ts';
import { loadNotes } from '../../../pact/notes-contract.ts';
import { ownContract } from '../../../write-contract.ts';

const contract = loadContract(ownContract);
const notes = loadNotes();

describe('an interaction of this contract', () => {
  const created = interactionFor(contract, 'created-full');

  it('has what is sent word for word, the name of a run of its own', () => {
    expect(created.request.body).toMatchObject({
      status: 1,
      scope: 'public',
      region_name: { 'pact:generator:type': 'ProviderState', expression: '${region_name}', value: 'cn-beijing' },
    });
    expect(created.states).toEqual([{ name: 'region_name is free', parameters: { region_name: 'cn-beijing' } }]);
  });

  it('relies on what was sent to come back, by its laws: the whole number as a text', () => {
    expect(created.response.body).toMatchObject({ status: '1', scope: 'public' });
  });

  it('relies on no member that a provider may leave out', () => {
    expect(created.response.body).not.toHaveProperty('token');
    const { body } = interactionFor(contract, 'created-minimal').response;
    expect(body).not.toHaveProperty('scope');
    expect(body).toHaveProperty('status');
  });

  it('relies on one all the same, where it is told to: in a state, since the provider decides', () => {
    const { response, states } = interactionFor(contract, 'created-full', { relyOn: ['token'] });
    expect(response.body).toHaveProperty('token');
    expect(states.at(-1)).toEqual({ name: 'token is given in the answer', parameters: {} });
  });

  it('has what was carried out before as a state, with all that brings it about', () => {
    const [state] = interactionFor(contract, 'duplicate-name').states;
    expect(state?.name).toBe('region_name is taken');
    expect(state?.parameters).toMatchObject({
      region_name: 'cn-shanghai',
      request: { method: 'POST', path: '/openapi/v2/manage/regions', body: { region_name: 'cn-shanghai' } },
    });
  });
});

describe('an interaction of a contract with identifiers', () => {
  const draft = {
    operation: 'getNote',
    description: 'A note is read.',
    request: { path: { id: 'n1' }, query: { view: 'short' } },
    response: { status: 200 },
  };

  function read(): Interaction {
    return interactionFor(notes, { ...draft, given: ['addNote/made'] });
  }

  it('has the identifier from the state, in the path', () => {
    const { path, query } = read().request;
    expect(path).toMatchObject({ expression: '/notes/${id}', value: '/notes/n1' });
    expect(query).toEqual({ view: ['short'] });
    expect(read().states[0]).toMatchObject({ name: 'made was carried out', parameters: { id: 'n1' } });
  });

  it('has the identifier of what a scenario of its own made before, too', () => {
    const added = {
      operation: 'addNote',
      description: 'A note is added.',
      request: { body: { text: 'b' } },
      response: { status: 201, body: { id: 'n1', text: 'b', owner: 'c' } },
    };
    const { states, request } = interactionFor(notes, { ...draft, given: [added] });
    expect(states[0]).toEqual({
      name: 'A note is added was carried out',
      parameters: { id: 'n1', request: { method: 'POST', path: '/notes', body: { text: 'b' } } },
    });
    expect(request.path).toMatchObject({ expression: '/notes/${id}' });
  });

  it('has parameters in the style that they are documented in, and cookies', () => {
    const query = { tags: ['a', 'b'], filter: { owner: 'c', open: true } };
    const { request } = interactionFor(notes, {
      ...draft,
      request: { path: { id: 'n7' }, query, cookie: { session: 's' } },
    });
    expect(request).toMatchObject({ path: '/notes/n7', headers: { cookie: 'session=s' } });
    expect(request.query).toEqual({ tags: ['a,b'], 'filter[owner]': ['c'], 'filter[open]': ['true'] });
  });

  it('has a header under whichever spelling of its name', () => {
    const header = { 'X-Tenant': 't1' };
    const { request } = interactionFor(notes, { ...draft, request: { ...draft.request, header } });
    expect(request.headers).toEqual({ 'x-tenant': 't1' });
  });

  it('has an answer of the contract where none is written, and a state for what may be null in it', () => {
    const { response, states } = read();
    expect(Object.keys(response.body as object)).toEqual(['id', 'owner']);
    expect(states.at(-1)?.name).toMatch(/^owner is (null|given) in the answer$/);
  });
});

describe('what the contract does not promise is refused', () => {
  const draft = { description: 'a', request: { body: {} }, response: { status: 201 } };

  it.each([
    ['a scenario that does not exist', 'created-minmal', /no scenario "created-minmal"/],
    ['a status that is not documented', { ...draft, response: { status: 409 } }, /no documented answer 409/],
    [
      'success where the request must be refused',
      draft,
      /the contract refuses this request, yet the answer is 201: .*region_name is required; tcpdomain is required/,
    ],
    [
      'an answer that breaks its schema',
      { ...draft, response: { status: 400, body: { msg: 1 } } },
      /the answer breaks the contract: msg must be string/,
    ],
    ['an interaction without a description', { ...draft, description: '' }, /needs a description/],
    ['an operation that does not exist', { ...draft, operation: 'addRegoin' }, /no operation "addRegoin"/],
  ])('%s', (_, scenario, message) => {
    expect(() => interactionFor(contract, scenario)).toThrow(message);
    expect(() => interactionFor(contract, scenario)).toThrow(UsageError);
  });

  it('a member to rely on that the answer does not have', () => {
    expect(() => interactionFor(contract, 'created-full', { relyOn: ['tokne'] })).toThrow(/no tokne/);
  });
});

/** Hands an interaction to Pact. */
import type { Pact } from '@pact-foundation/pact';
import { PactError, UsageError } from '../errors.ts';
import { addBody } from './add-body.ts';
import type { Interaction } from './interaction.ts';

/** Of each pact under way, what was said under which description. */
const described = new WeakMap<object, Map<string, string>>();

type Unready = ReturnType<Pact['addInteraction']>;
type Ready = ReturnType<ReturnType<Unready['withRequest']>['willRespondWith']>;
type MockServer = Parameters<Parameters<Ready['executeTest']>[0]>[0];

/**
 * Adds `interaction` to the pact; the test itself follows with `.executeTest(…)`, which must be awaited or returned.
 * It rejects with a PactError where Pact's mock server cannot listen on the port that it was given.
 * Throws a UsageError for a description that another interaction has: Pact would keep only the last of them.
 */
export function addInteraction(pact: Pick<Pact, 'addInteraction'>, interaction: Interaction): Ready {
  const { description, states, request, response } = interaction;
  checkDescription(pact, interaction);
  let draft: Unready = pact.addInteraction();
  for (const { name, parameters } of states) draft = draft.given(name, parameters as Parameters<Unready['given']>[1]);
  const ready = draft
    .uponReceiving(description)
    .withRequest(request.method, request.path as string, (builder) => {
      builder.query(request.query as Parameters<typeof builder.query>[0]);
      builder.headers(request.headers as Parameters<typeof builder.headers>[0]);
      addBody(builder, request);
    })
    .willRespondWith(response.status, (builder) => {
      builder.headers(response.headers as Parameters<typeof builder.headers>[0]);
      addBody(builder, response);
    });
  return { executeTest: (test) => executeTest(ready, test) };
}

/** Where the port is taken, Pact runs the test all the same, with a port that none is, and then hides why it failed. */
async function executeTest<T>(ready: Ready, test: (server: MockServer) => Promise<T>): Promise<T | undefined> {
  let failure: PactError | undefined;
  try {
    return await ready.executeTest(async (server) => {
      if (server.port <= LAST_PORT) return test(server);
      failure = new PactError("Pact's mock server cannot listen: its port is taken, or is none", {
        hint: 'Leave "port" out of the options of Pact, and any free one is taken.',
      });
      throw failure;
    });
  } catch (error) {
    throw failure ?? error;
  }
}

const LAST_PORT = 65_535;

function checkDescription(pact: object, interaction: Interaction): void {
  const known = described.get(pact) ?? new Map<string, string>();
  const content = JSON.stringify(interaction);
  const other = known.get(interaction.description);
  if (other !== undefined && other !== content) {
    throw new UsageError(`two interactions are described as "${interaction.description}"`, {
      hint: 'Pact would keep only the last of them; say what sets them apart.',
    });
  }
  described.set(pact, known.set(interaction.description, content));
}

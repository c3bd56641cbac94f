/** `docpact/pact`: Pact interactions out of a contract, for the tests of a consumer with its own client. */
export { addInteraction } from './pact/add-interaction.ts';
export type { ScenarioDraft } from './pact/find-scenario.ts';
export type { Interaction, ProviderState } from './pact/interaction.ts';
export { interactionFor, type InteractionOptions } from './pact/interaction-for.ts';
export { matcherFor } from './pact/matcher-for.ts';
export { loadContract } from './contract/load-contract.ts';

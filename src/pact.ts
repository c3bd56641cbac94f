/** `docpact/pact`: Pact interactions out of a contract, for the tests of a consumer with its own client. */
export { addInteraction } from './pact/consumer/add-interaction.ts';
export type { ScenarioDraft } from './pact/consumer/find-scenario.ts';
export type { Interaction, ProviderState } from './pact/consumer/interaction.ts';
export { interactionFor, type InteractionOptions } from './pact/consumer/interaction-for.ts';
export { matcherFor } from './pact/consumer/matcher-for.ts';
export { loadContract } from './contract/load-contract.ts';

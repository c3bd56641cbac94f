/** Loads the mock's own paths when somebody first asks for one: a mock that nobody looks at does without. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ControlPanel } from './control-panel.ts';

/** A handler of the requests to the mock's own paths. */
export function loadControl(panel: ControlPanel): (request: IncomingMessage, response: ServerResponse) => void {
  let loading: ReturnType<typeof load> | undefined;
  return (request, response) => {
    loading ??= load(panel);
    void loading.then((app) => app.routing(request, response));
  };
}

async function load(panel: ControlPanel) {
  const { createControl } = await import('./create-control.ts');
  return createControl(panel);
}

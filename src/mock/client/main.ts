/** The mock's page: puts the views together and keeps them up to date. */
import { visible } from './visible.ts';
import { askMock, listen } from './ask-mock.ts';
import { element, showText } from './element.ts';
import { operationsView } from './operations-view.ts';
import { referenceView } from './reference-view.ts';
import { requestsView } from './requests-view.ts';
import type { MockDescription, ShownExchange, ShownState } from './shapes.ts';
import { stateView } from './state-view.ts';
import { switchesView } from './switches-view.ts';
import { tabs } from './tabs.ts';
import { currentLanguage, say, switchLanguage } from './words.ts';

interface Page {
  mock(description: MockDescription): void;
  state(state: ShownState): void;
  exchanges(exchanges: readonly ShownExchange[]): void;
  replace(exchanges: readonly ShownExchange[]): void;
  connected(yes: boolean): void;
}

function buildPage(): Page {
  document.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en';
  const [requests, operations, state, reference] = [requestsView(), operationsView(), stateView(), referenceView()];
  const switches = switchesView();
  const title = element('h1', {}, 'docpact');
  const facts = element('span', { class: 'faint facts' });
  const connection = element('span', { class: 'connection', role: 'status' });
  const language = element('button', { type: 'button', class: 'quiet', onclick: changeLanguage }, say('language'));
  const problem = element('div', { class: 'problem', role: 'alert', hidden: true });
  let mock: MockDescription | undefined;
  const { bar, panels, count } = tabs(
    [
      { name: 'requests', root: requests.root },
      { name: 'operations', root: operations.root },
      { name: 'state', root: state.root },
      { name: 'reference', root: reference.root },
    ],
    (name) => {
      if (name === 'reference' && mock) reference.look(mock.reference);
    },
  );
  document
    .querySelector('#app')
    ?.replaceChildren(
      element('header', {}, element('div', { class: 'line' }, title, facts, connection, language), switches.root, bar),
      problem,
      ...panels,
    );
  return {
    mock(description) {
      const before = mock;
      mock = description;
      document.title = visible(`${description.title} · docpact mock`);
      showText(title, description.title);
      const watched = description.upstream === null ? [] : [`${say('watching')} ${description.upstream}`];
      showText(
        facts,
        [
          location.host,
          description.contract,
          `${say('seed')} ${description.seed}`,
          description.locale,
          ...watched,
        ].join(' · '),
      );
      problem.hidden = description.problem === null;
      problem.replaceChildren(element('strong', {}, say('broken')), element('pre', {}, description.problem ?? ''));
      // What cannot be switched is not offered.
      document.body.classList.toggle('watching', description.upstream !== null);
      switches.show(description);
      operations.show(description);
      requests.operations(description.operations);
      if (before && JSON.stringify(before.operations) !== JSON.stringify(description.operations)) reference.renew();
      if (!before && location.hash === '#reference') reference.look(description.reference);
    },
    state(shown) {
      state.show(shown);
      count('state', shown.total);
    },
    exchanges: (exchanges) => requests.add(exchanges),
    replace: (exchanges) => requests.replace(exchanges),
    connected(yes) {
      connection.textContent = say(yes ? 'connected' : 'disconnected');
      connection.classList.toggle('lost', !yes);
    },
  };
}

let page = buildPage();

async function fill(): Promise<void> {
  const [mock, state, exchanges] = await Promise.all([askMock.mock(), askMock.state(), askMock.exchanges()]);
  page.mock(mock);
  page.state(state);
  page.replace(exchanges);
}

function changeLanguage(): void {
  switchLanguage();
  page = buildPage();
  page.connected(true);
  void fill();
}

listen({
  mock: (description) => page.mock(description),
  state: (state) => page.state(state),
  exchanges: (exchanges) => (exchanges.length === 0 ? page.replace([]) : page.exchanges(exchanges)),
  connected(yes) {
    page.connected(yes);
    if (yes) void fill();
  },
});

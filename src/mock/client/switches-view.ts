/** The switches: scenario, latency and faults for all requests. */
import { askMock } from './ask-mock.ts';
import { element, showText } from './element.ts';
import type { FaultName, MockDescription, WrittenSettings } from './shapes.ts';
import { say, sayOf } from './words.ts';

export interface SwitchesView {
  root: HTMLElement;
  show(mock: MockDescription): void;
}

export function switchesView(): SwitchesView {
  const scenario = element('select', { id: 'scenario' });
  const latency = element('input', {
    id: 'latency',
    size: 9,
    placeholder: '0',
    title: say('latencyHint'),
    autocomplete: 'off',
  });
  const chosen = element('span', {});
  const kinds = element('div', { class: 'menu' });
  const faults = element('details', { class: 'faults' }, element('summary', {}, sayOf('faults', ''), chosen), kinds);
  const off = element('button', { type: 'button', class: 'quiet' }, say('allOff'));
  const complaint = element('span', { class: 'complaint', role: 'alert' });
  const root = element(
    'div',
    { class: 'switches' },
    element('label', {}, `${say('scenario')} `, scenario),
    element('label', {}, `${say('latency')} `, latency, ' ms'),
    faults,
    off,
    complaint,
  );

  async function change(settings: Partial<WrittenSettings>): Promise<void> {
    try {
      await askMock.change(settings);
      showText(complaint, '');
    } catch (error) {
      showText(complaint, (error as Error).message);
    }
  }

  scenario.addEventListener('change', () => void change({ scenario: scenario.value === '' ? null : scenario.value }));
  latency.addEventListener('change', () => void change({ latency: latency.value.replaceAll(/\s|ms/g, '') || '0' }));
  off.addEventListener('click', () => void change({ scenario: null, latency: '0', faults: [] }));
  kinds.addEventListener('change', () => {
    const rates = [...kinds.querySelectorAll('input')].filter(({ value }) => Number(value) > 0);
    void change({ faults: rates.map(({ name, value }) => `${name}:${value}%`) });
  });
  document.addEventListener('click', (event) => {
    if (!faults.contains(event.target as Node)) faults.open = false;
  });
  faults.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') faults.open = false;
  });

  return {
    root,
    show({ operations, settings, upstream, faults: available }) {
      root.hidden = upstream !== null;
      const names = [...new Set(operations.flatMap((operation) => operation.scenarios.map(({ name }) => name)))];
      scenario.replaceChildren(
        element('option', { value: '' }, say('byContract')),
        ...names.map((name) => element('option', { value: name }, name)),
      );
      scenario.value = settings.scenario ?? '';
      if (document.activeElement !== latency || latency.value === '') latency.value = settings.latency;
      const rates = new Map(settings.faults.map((text) => text.split(':', 2) as [string, string]));
      showText(chosen, settings.faults.join(', ') || say('none'));
      if (!kinds.contains(document.activeElement)) {
        kinds.replaceChildren(...available.map((kind) => faultField(kind, rates.get(kind))));
      }
      scenario.labels[0]?.toggleAttribute('hidden', names.length === 0);
      const on = [
        [scenario, settings.scenario !== null],
        [latency, settings.latency !== '0'],
        [chosen, settings.faults.length > 0],
      ] as const;
      for (const [part, isOn] of on) part.classList.toggle('on', isOn);
      off.hidden = !on.some(([, isOn]) => isOn);
    },
  };
}

function faultField(kind: FaultName, rate = '0%'): HTMLElement {
  const hint = say(`fault-${kind}`);
  const value = rate.replace('%', '');
  const field = element('input', { type: 'number', name: kind, min: 0, max: 100, step: 'any', value });
  return element(
    'label',
    { title: hint },
    element('span', {}, kind),
    field,
    ` ${say('percent')}`,
    element('small', {}, hint),
  );
}

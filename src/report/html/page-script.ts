/** The script of the page: the filter, the copy buttons, the squares. Everything works without it, except these. */
import type { Tell } from '../../language/translate.ts';

/** What the script says by itself. */
const words = ['%1 of %2 shown', 'Open all', 'Close all', 'Copy', 'Copied', 'Selected: press Ctrl+C'];

export function pageScript(tell: Tell): string {
  const said = Object.fromEntries(words.map((word) => [word, tell(word)]));
  return `\nconst say = ${JSON.stringify(said)};${script}`;
}

const script = String.raw`
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const cards = all('.problem');

function filterCards() {
  const kind = document.getElementById('kind').value;
  const words = document.getElementById('text').value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const card of cards) {
    const text = card.textContent.toLowerCase();
    card.hidden = (kind !== '' && card.dataset.kind !== kind) || !words.every((word) => text.includes(word));
    if (!card.hidden) shown += 1;
  }
  document.getElementById('shown').textContent = say['%1 of %2 shown'].replace('%1', shown).replace('%2', cards.length);
}

function unfold(button) {
  const open = button.textContent === say['Open all'];
  for (const card of cards) card.open = open;
  button.textContent = say[open ? 'Close all' : 'Open all'];
}

async function copy(button) {
  const block = button.parentElement.querySelector('pre');
  const copied = await navigator.clipboard?.writeText(block.textContent).then(() => true, () => false);
  button.textContent = say[copied || copySelected(block) ? 'Copied' : 'Selected: press Ctrl+C'];
  setTimeout(() => { button.textContent = say.Copy; }, 2500);
}

function copySelected(block) {
  getSelection().selectAllChildren(block);
  return document.execCommand('copy');
}

function describe(cell) {
  const note = document.getElementById('clause-note');
  const line = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  note.replaceChildren(line('strong', cell.getAttribute('aria-label')), line('code', cell.dataset.id), line('span', cell.dataset.written));
}

function showProblem(id) {
  const card = document.getElementById(id);
  if (!card) return;
  if (card.hidden) {
    document.getElementById('filter').reset();
    filterCards();
  }
  card.open = true;
  card.scrollIntoView({ block: 'start' });
  card.querySelector('summary').focus({ preventScroll: true });
}

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function rove(event, cells) {
  const target = event.key === 'Home' ? 0 : event.key === 'End' ? cells.length - 1 : cells.indexOf(event.target) + steps[event.key];
  const next = cells[target];
  if (!next) return;
  event.preventDefault();
  for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1;
  next.focus();
}

for (const group of all('.cells')) {
  const cells = all('.cell', group);
  cells.forEach((cell, index) => { cell.tabIndex = index === 0 ? 0 : -1; });
  group.addEventListener('keydown', (event) => rove(event, cells));
}
for (const cell of all('.cells .cell')) {
  cell.removeAttribute('title');
  cell.addEventListener('pointerenter', () => describe(cell));
  cell.addEventListener('focus', () => describe(cell));
  cell.addEventListener('click', () => showProblem(cell.dataset.problem));
}
for (const button of all('.copy')) button.addEventListener('click', () => copy(button));
const filter = document.getElementById('filter');
if (filter) {
  filter.hidden = false;
  filter.addEventListener('input', filterCards);
  filter.addEventListener('submit', (event) => event.preventDefault());
  document.getElementById('unfold').addEventListener('click', (event) => unfold(event.target));
  filterCards();
}
if (location.hash.startsWith('#problem-')) showProblem(location.hash.slice(1));
else if (cards.length > 0) cards[0].open = true;
`;

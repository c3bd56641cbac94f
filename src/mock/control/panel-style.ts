/** The part of the style sheet that is about the panels behind the tabs. */

export const panelStyle = `
.page { max-width: 1000px; margin: 0 auto; padding: 12px 16px 40px; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 10px 0; }
.tools input[type="search"] { flex: 1 1 10em; max-width: 24em; background: var(--front); padding-block: 4px; }
.tools label { color: var(--faint); white-space: nowrap; }
.panel.requests { overflow: hidden; }
.split { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); height: 100%; }
.pane { display: flex; flex-direction: column; min-height: 0; border-right: 1px solid var(--line); }
.pane .tools { padding: 10px 16px; border-bottom: 1px solid var(--line); }
.rows { overflow: auto; min-height: 0; }
.row { display: grid; grid-template-columns: 5.2em 4.6em minmax(0, 1fr) 3em 5em; gap: 0 8px; align-items: baseline; width: 100%; text-align: left; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; padding: 6px 16px; background: none; white-space: normal; }
.row:hover { background: var(--front); color: inherit; }
.row[aria-current] { background: var(--accent-back); }
.row:focus-visible { outline-offset: -2px; }
time { color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
.url { font-family: var(--mono); font-size: 13px; overflow-wrap: anywhere; }
.row .url { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.duration { text-align: right; color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
.remark { grid-column: 3 / -1; color: var(--refused); font-size: 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.remark.bad { color: var(--bad); }
.remark:empty { display: none; }
.method { font: 600 12px/1.6 var(--mono); color: var(--accent); }
.method.delete { color: var(--bad); }
.method:is(.put, .patch) { color: var(--refused); }
.method.get { color: var(--good); }
.status { display: inline-block; min-width: 3em; text-align: center; font: 600 12px/1.6 var(--mono); border-radius: 5px; background: var(--back); color: var(--faint); padding: 0 4px; }
.status.good { background: var(--good-back); color: var(--good); }
.status.refused { background: var(--refused-back); color: var(--refused); }
.status.bad { background: var(--bad-back); color: var(--bad); }
.tag { font-size: 11px; border: 1px solid var(--line); border-radius: 5px; padding: 0 6px; margin-left: 8px; color: var(--faint); white-space: nowrap; }
.tag.warn { color: var(--refused); border-color: currentColor; }
.detail { overflow: auto; padding: 12px 16px 32px; background: var(--front); }
.facts { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.detail > .facts { margin-top: 6px; }
pre.body { margin: 0; padding: 10px 12px; background: var(--back); border: 1px solid var(--line); border-radius: 8px; font: 12.5px/1.55 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 60vh; overflow: auto; }
.fields { border-collapse: collapse; width: 100%; }
.fields :is(th, td) { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); }
.fields th { font-size: 12px; font-weight: 400; color: var(--faint); }
.fields td { overflow-wrap: anywhere; }
.fields td:first-child { width: 35%; }
code { font: 12.5px var(--mono); }
details > summary { cursor: pointer; }
.detail details, .result details { margin-top: 6px; font-size: 12px; color: var(--faint); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 12px; margin: 6px 0 0; font: 12px/1.5 var(--mono); }
dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
.empty { padding: 24px 16px; display: grid; gap: 10px; justify-items: start; }
.empty pre { width: 100%; }
.card { background: var(--front); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 10px; padding: 0 14px; }
.card > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; padding: 10px 0; list-style: none; }
.card > summary::-webkit-details-marker { display: none; }
.card > summary::before { content: "▸"; color: var(--faint); }
.card[open] > summary::before { content: "▾"; }
.card[open] { padding-bottom: 12px; }
.answers { font-size: 12px; padding-bottom: 8px; }
.scenario { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 12px; align-items: start; padding: 8px 0; border-top: 1px solid var(--line); }
.what p { font-size: 13px; }
.actions { display: flex; flex-wrap: wrap; gap: 4px; justify-content: flex-end; }
.use { min-width: 7.5em; }
.watching .use { display: none; }
.result { grid-column: 1 / -1; display: grid; gap: 6px; margin: 6px 0; }
.result:empty { display: none; }
.panel.reference { overflow: hidden; }
.reference, .reference iframe { width: 100%; height: 100%; border: 0; display: block; }
.offscreen { position: fixed; left: -100vw; }
@media (max-width: 760px) {
  .split { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) minmax(0, 1.1fr); }
  .pane { border-right: 0; border-bottom: 1px solid var(--line); }
  .row { grid-template-columns: 4.4em minmax(0, 1fr) 3em; }
  .row .duration { display: none; }
  .row time { grid-row: 2; grid-column: 1; font-size: 11px; }
  .row .remark { grid-row: 2; grid-column: 2 / -1; }
  .scenario { grid-template-columns: auto minmax(0, 1fr); }
  .actions { grid-column: 2; justify-content: flex-start; margin-left: -8px; }
  .actions button:first-child { margin-left: 8px; }
  header .facts { order: 3; flex-basis: 100%; }
  header h1 { flex: 1; }
  .switches { position: relative; }
  .faults { position: static; }
}
`;

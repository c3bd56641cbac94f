/** The mock's page: its document, which a script fills in, and its style sheet. */
import { type Language, tellIn } from '../../language/translate.ts';
import { entryScript } from './serve-client.ts';

/** `lang` comes before the browser's language, and after what was chosen on the page. */
export function pageHtml(lang?: Language): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"${lang === undefined ? '' : ` data-lang="${lang}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>docpact mock</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%232563eb'/%3E%3Cpath d='M4 8.5l3 3 5-7' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E">
<link rel="stylesheet" href="style.css">
</head>
<body>
<div id="app"></div>
<noscript>${tellIn(lang ?? 'en')('This page needs JavaScript.')}</noscript>
<script type="module" src="${entryScript}"></script>
</body>
</html>
`;
}

/** The part of the style sheet that is about the panels behind the tabs. */
const panelStyle = `
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
.wide { overflow-x: auto; }
.things { border-collapse: collapse; margin-bottom: 8px; }
.things th, .things td { text-align: start; padding: 3px 12px 3px 0; white-space: nowrap; border-bottom: 1px solid var(--line); max-width: 16em; overflow: hidden; text-overflow: ellipsis; }
.things :is(th, td):last-child { position: sticky; right: 0; padding-right: 0; background: var(--front); }
.editor { background: var(--front); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 10px; padding: 0 14px; }
.editor textarea { width: 100%; box-sizing: border-box; font: 12px/1.5 ui-monospace, monospace; }
.editor .wrong:empty { display: none; }
.answers { font-size: 12px; padding-bottom: 8px; }
.scenario { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 12px; align-items: start; padding: 8px 0; border-top: 1px solid var(--line); }
.what p { font-size: 13px; }
.actions { display: flex; flex-wrap: wrap; gap: 4px; justify-content: flex-end; }
.use { min-width: 7.5em; }
.watching .use { display: none; }
.result { grid-column: 1 / -1; display: grid; gap: 6px; margin: 6px 0; }
.result:empty { display: none; }
.place { grid-column: 1 / -1; }
.place:empty { display: none; }
.editor { grid-column: 1 / -1; display: grid; gap: 8px; padding: 10px 12px; margin: 6px 0; background: var(--back); border: 1px solid var(--line); border-radius: 8px; }
.editor label { display: grid; gap: 2px; font-size: 12px; }
.editor :is(input, textarea) { width: 100%; font: 13px/1.5 var(--mono); background: var(--front); color: var(--ink); border: 1px solid var(--line); border-radius: 6px; padding: 4px 8px; resize: vertical; }
.check { font-size: 13px; }
.check.valid strong { color: var(--good); }
.check.invalid strong { color: var(--bad); }
.check.open strong { color: var(--refused); }
.check ul { margin: 2px 0 0; padding-left: 1.4em; overflow-wrap: anywhere; }
.panel.reference { overflow: hidden; }
.reference, .reference iframe { width: 100%; height: 100%; border: 0; display: block; }
.offscreen { position: fixed; left: -100vw; }
@media (max-width: 760px) {
  .split { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) minmax(0, 1.1fr); }
  .pane .tools input[type="search"] { flex-basis: 100%; max-width: none; }
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

/** The style sheet of the mock's page: light and dark, narrow and wide. */
export const pageStyle: string = `
:root {
  color-scheme: light dark;
  --back: light-dark(#f6f7f9, #14161a);
  --front: light-dark(#ffffff, #1c1f25);
  --line: light-dark(#dfe3e8, #2d323b);
  --ink: light-dark(#1a1f27, #e6e9ee);
  --faint: light-dark(#5b6675, #9aa4b2);
  --accent: light-dark(#1d5fd6, #7aa9ff);
  --accent-back: light-dark(#e8f0fe, #1d2b45);
  --good: light-dark(#11734b, #5fd39a);
  --good-back: light-dark(#e2f5ec, #16352a);
  --refused: light-dark(#8a5a00, #f0be5c);
  --refused-back: light-dark(#fdf1d8, #3a2e14);
  --bad: light-dark(#b3261e, #ff8a80);
  --bad-back: light-dark(#fde8e6, #43201f);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", monospace;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body { background: var(--back); color: var(--ink); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
#app { display: flex; flex-direction: column; height: 100%; }
h1, h2, h3, p { margin: 0; }
h1 { font-size: 16px; }
h2 { font-size: 15px; overflow-wrap: anywhere; }
h3 { font-size: 12px; color: var(--faint); margin: 14px 0 4px; font-weight: 600; }
.faint { color: var(--faint); }
.push { flex: 1; }
header { background: var(--front); border-bottom: 1px solid var(--line); padding: 10px 16px 0; display: grid; gap: 8px; }
header .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; }
header .facts { flex: 1; min-width: 12em; font-size: 12px; overflow-wrap: anywhere; }
.connection { font-size: 12px; color: var(--good); }
.connection::before { content: "●"; margin-right: 5px; font-size: 9px; vertical-align: 1px; }
.connection.lost { color: var(--bad); }
button, input, select, summary { font: inherit; color: inherit; }
button { border: 1px solid var(--line); background: var(--front); border-radius: 6px; padding: 2px 10px; cursor: pointer; white-space: nowrap; }
button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent); }
button:disabled { opacity: .5; cursor: default; }
button.quiet { border-color: transparent; background: none; }
:is(button, a).quiet { color: var(--accent); padding-inline: 8px; }
a.quiet { text-decoration: none; white-space: nowrap; }
button[aria-pressed="true"] { background: var(--accent-back); border-color: var(--accent); }
input, select { border: 1px solid var(--line); background: var(--back); border-radius: 6px; padding: 2px 8px; min-width: 0; }
:is(input, select):not([type="checkbox"]) { min-height: 28px; }
select { max-width: 15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.switches { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; }
.switches label { display: inline-flex; align-items: center; gap: 6px; color: var(--faint); }
.switches label > :is(input, select) { color: var(--ink); }
.switches .on { color: var(--refused) !important; }
.complaint { color: var(--bad); font-size: 12px; }
.faults { position: relative; color: var(--faint); }
.faults summary { cursor: pointer; border-radius: 6px; }
.faults summary span { color: var(--ink); }
.faults .menu { position: absolute; z-index: 2; top: calc(100% + 6px); left: 0; width: max-content; max-width: min(26em, 86vw); background: var(--front); border: 1px solid var(--line); border-radius: 8px; padding: 12px; display: grid; gap: 10px; box-shadow: 0 8px 24px #0003; }
.faults .menu label { display: grid; grid-template-columns: 7em 5em 1fr; align-items: center; }
.faults .menu span { color: var(--ink); font-family: var(--mono); font-size: 13px; }
.faults small { grid-column: 1 / -1; }
[role="tablist"] { display: flex; gap: 2px; overflow-x: auto; margin-inline: -6px; }
[role="tab"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: none; padding: 6px 10px; color: var(--faint); }
[role="tab"][aria-selected="true"] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
[role="tab"]:focus-visible { outline-offset: -3px; }
.count { margin-left: 6px; font-size: 11px; font-weight: 400; background: var(--back); border-radius: 9px; padding: 1px 7px; color: var(--faint); }
.problem { background: var(--bad-back); color: var(--bad); padding: 8px 16px; border-bottom: 1px solid var(--line); }
.problem pre { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 var(--mono); }
.panel { flex: 1; min-height: 0; overflow: auto; }
${panelStyle}
`;

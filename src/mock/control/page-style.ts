/** The style sheet of the mock's page: light and dark, narrow and wide. */
import { panelStyle } from './panel-style.ts';

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
button.quiet { border-color: transparent; background: none; color: var(--accent); padding-inline: 8px; }
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

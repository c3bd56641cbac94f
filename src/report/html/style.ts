/** Style of the pages. */

/** Colours, type, the top. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f7f5, #15171b);
  --card: light-dark(#ffffff, #1d2026);
  --ink: light-dark(#1d2025, #e6e7ea);
  --quiet: light-dark(#5d636d, #9aa1ad);
  --line: light-dark(#dfe0dc, #333840);
  --code: light-dark(#f2f2ef, #14161a);
  --good: light-dark(#1b7a48, #4cc38a);
  --bad: light-dark(#bf2c3f, #ff7b84);
  --good-soft: light-dark(#e4f3ea, #16301f);
  --bad-soft: light-dark(#fbe8ea, #3a1b20);
  --focus: light-dark(#2458d3, #8ab0ff);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem;
  background: var(--paper); color: var(--ink); accent-color: var(--focus);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
code, pre, .kind { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875rem; }
code, p, dd, summary, strong { overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .5rem; }
h4 { font-size: .8125rem; font-weight: 600; margin: 0 0 .25rem; color: var(--quiet); }
p { margin: .5rem 0; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.quiet { color: var(--quiet); }
pre {
  margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--code);
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow-y: auto; line-height: 1.45;
}
button, select, input {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .3rem .7rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--quiet); }
.verdict { border: 1px solid; border-radius: 10px; padding: 1.1rem 1.4rem; }
.verdict.good { background: var(--good-soft); border-color: var(--good); }
.verdict.bad { background: var(--bad-soft); border-color: var(--bad); }
.word { display: flex; align-items: center; gap: .75rem; margin: 0; font-size: 2rem; font-weight: 700; line-height: 1.15; }
.good .word { color: var(--good); }
.bad .word { color: var(--bad); }
.target { margin: .4rem 0 0; }
.headline { margin: .9rem 0 0; font-size: 1.125rem; font-weight: 600; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; }
.numbers dt { color: var(--quiet); font-size: .875rem; }
.numbers dd { margin: 0; font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.zones { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
.zones caption { text-align: left; font-size: .875rem; color: var(--quiet); padding-bottom: .25rem; }
.zones th, .zones td { text-align: left; font-weight: inherit; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.zones th { font-weight: 600; }
.zones :is(th, td:not(:last-child)) { white-space: nowrap; }
.failed, .failure { color: var(--bad); font-weight: 600; }
@media (max-width: 34rem) {
  body { padding: 1rem .75rem 3rem; }
  .word { font-size: 1.6rem; }
  .verdict { padding: .8rem 1rem; }
  .numbers { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .5rem; margin: .6rem 0; }
  .numbers div { padding: .3rem .6rem; }
  .numbers dd { font-size: 1.125rem; }
  .numbers dt { font-size: .75rem; }
  h2 { margin-top: 1.25rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;

/** The coverage picture and the problems. */
export const detailStyle = `
.bar { display: flex; gap: 2px; height: .75rem; border-radius: 6px; overflow: hidden; }
.bar span { flex: 0 1 0; }
.bar .held, .cell.held { background: var(--good); }
.bar .broken, .cell.broken { background: var(--bad); }
.bar .missed { background: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: 1.25rem; font-size: .875rem; color: var(--quiet); }
.legend span { display: inline-flex; align-items: center; gap: .4rem; }
.parts { display: flex; flex-wrap: wrap; gap: 1rem 2rem; }
.part { max-width: 100%; }
.interactions .parts { gap: .35rem; }
.interactions .part { flex: 1 0 100%; display: flex; flex-direction: row-reverse; justify-content: flex-end; align-items: center; gap: .6rem; }
.interactions .part h4 { margin: 0; font-weight: 400; }
.cells { display: flex; flex-wrap: wrap; gap: 4px; max-width: 26rem; }
.cell {
  position: relative; display: inline-block; flex: none; width: 1.25rem; height: 1.25rem; padding: 0;
  border: 1px solid transparent; border-radius: 4px;
}
.cell.missed { background: transparent; border: 2px dashed var(--quiet); }
.cell.broken::before, .cell.broken::after {
  content: ""; position: absolute; left: 50%; top: 50%; width: 70%; height: 2px; background: var(--card); border-radius: 1px;
}
.cell.broken::before { transform: translate(-50%, -50%) rotate(45deg); }
.cell.broken::after { transform: translate(-50%, -50%) rotate(-45deg); }
.cells .cell:hover { outline: 3px solid var(--focus); outline-offset: 1px; }
.cells .cell:not(.broken) { cursor: default; }
.note {
  min-height: 5.4rem; margin-top: 1rem; padding: .6rem .9rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  color: var(--quiet);
}
.note strong { color: var(--ink); }
.note > * { display: block; }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1rem; margin: .75rem 0 1rem; }
.filter label { display: flex; align-items: center; gap: .5rem; color: var(--quiet); }
.filter select, .filter input { color: var(--ink); min-width: 0; }
.search { flex: 1 1 16rem; }
.search input { flex: 1; }
#shown { color: var(--quiet); font-variant-numeric: tabular-nums; }
.problem { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 8px; margin: .6rem 0; scroll-margin-top: .5rem; }
.problem > summary { cursor: pointer; padding: .7rem 1rem; list-style: none; border-radius: 8px; }
.problem > summary::-webkit-details-marker { display: none; }
.problem > summary::before { content: "▸"; display: inline-block; width: 1.25rem; color: var(--quiet); }
.problem[open] > summary::before { content: "▾"; }
.problem > summary strong, .problem > summary code { display: block; margin-left: 1.25rem; }
.problem > summary code { color: var(--quiet); }
.kind { color: var(--bad); font-weight: 700; }
.count { float: right; color: var(--quiet); font-size: .875rem; }
.inside { padding: 0 1rem 1rem 2.25rem; display: grid; gap: .9rem; }
.inside > p { margin: 0; }
.inside > * { min-width: 0; }
.facts { margin: 0; }
.facts div { display: flex; gap: .75rem; }
.facts dt { flex: none; width: 6rem; color: var(--quiet); }
.facts dd { margin: 0; min-width: 0; }
.compare, .exchange { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; }
.copyable { position: relative; }
.copyable pre { padding-right: 5.5rem; }
.copy { position: absolute; top: 2rem; right: .5rem; font-size: .8125rem; padding: .15rem .6rem; }
mark { background: var(--bad-soft); color: inherit; outline: 1px solid var(--bad); border-radius: 3px; font-weight: 650; }
footer .copyable { margin-top: .75rem; }
.failure { margin: .25rem 0; }
.created { margin-top: 1rem; }
.created summary { cursor: pointer; }
@media (max-width: 44rem) {
  .inside { padding-left: 1rem; }
  .copyable pre { padding-right: .75rem; padding-top: 2.5rem; }
  .filter label { flex: 1 1 100%; }
  .filter select { flex: 1; }
  .compare, .exchange { grid-template-columns: minmax(0, 1fr); }
  .facts div { flex-direction: column; gap: 0; margin-bottom: .35rem; }
}
`;

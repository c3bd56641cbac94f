/** Style of the page: colours, type, the top. */

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
.zones { border-collapse: collapse; width: 100%; }
.zones caption { text-align: left; font-size: .875rem; color: var(--quiet); padding-bottom: .25rem; }
.zones th, .zones td { text-align: left; font-weight: inherit; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.zones th { font-weight: 600; }
.failed, .failure { color: var(--bad); font-weight: 600; }
@media (max-width: 34rem) {
  body { padding: 1rem .75rem 3rem; }
  .word { font-size: 1.6rem; }
  .numbers { grid-template-columns: 1fr 1fr; }
  .numbers div:last-child:nth-child(odd) { grid-column: 1 / -1; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;

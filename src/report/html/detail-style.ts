/** Style of the page: the coverage picture and the problems. */

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

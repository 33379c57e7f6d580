/** The report's style sheet; it asks nothing of the network. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: light-dark(#f6f7f9, #14161a); --card: light-dark(#fff, #1c1f25); --line: light-dark(#dfe3e8, #30353d);
	--text: light-dark(#1b1f24, #e6e8eb); --soft: light-dark(#5c6570, #9aa4b0); --code: light-dark(#f1f3f5, #14161a);
	--passed: light-dark(#187741, #4cc27c); --failed: light-dark(#c02634, #ff7b84); --open: light-dark(#8a5a00, #e5b155);
	--passed-tint: light-dark(#dcf3e4, #17321f); --failed-tint: light-dark(#fde2e4, #43191d); --open-tint: light-dark(#fcefd2, #3a2c10);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main, header > div { max-width: 1180px; margin: 0 auto; padding: 0 1.25rem; }
header { background: var(--card); border-bottom: 1px solid var(--line); padding: 1.6rem 0 1.2rem; }
h1 { font-size: 1.45rem; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 1.05rem; margin: 2rem 0 0.7rem; }
.soft { color: var(--soft); margin: 0.15rem 0 0; overflow-wrap: anywhere; }
.figures { display: flex; align-items: baseline; gap: 1.5rem; flex-wrap: wrap; margin-top: 1rem; }
.figures b { font-size: 1.7rem; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
.figures span { color: var(--soft); margin-left: 0.4rem; }
.bar { display: flex; gap: 2px; height: 9px; border-radius: 5px; overflow: hidden; margin-top: 0.8rem; background: var(--line); }
.bar svg { display: block; width: 100%; height: 100%; }
.bar .passed { fill: var(--passed); } .bar .failed { fill: var(--failed); } .bar .open { fill: var(--open); }
nav { position: sticky; top: 0; z-index: 2; background: color-mix(in srgb, var(--page) 92%, transparent); backdrop-filter: blur(6px); border-bottom: 1px solid var(--line); }
nav div { max-width: 1180px; margin: 0 auto; padding: 0.6rem 1.25rem; display: flex; gap: 0.5rem; flex-wrap: wrap; align-items: center; }
nav label { cursor: pointer; border: 1px solid var(--line); border-radius: 99px; background: var(--card); padding: 0.2rem 0.85rem; user-select: none; }
nav label:has(:checked) { background: var(--text); color: var(--page); border-color: var(--text); }
nav label:has(:focus-visible), nav input[type=search]:focus-visible { outline: 2px solid var(--soft); outline-offset: 2px; }
nav input[type=radio] { position: absolute; opacity: 0; pointer-events: none; }
nav input[type=search] { margin-left: auto; flex: 0 1 16rem; font: inherit; padding: 0.25rem 0.7rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: inherit; }
section.operation, details.cell, .panel { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 0.7rem 0; }
section.operation > h3 { font-size: 0.98rem; margin: 0; padding: 0.7rem 1rem; display: flex; gap: 0.7rem; align-items: baseline; flex-wrap: wrap; }
section.operation > h3 code { font-weight: 400; color: var(--soft); }
section.operation > h3 .count { margin-left: auto; font-weight: 400; color: var(--soft); font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
th, td { padding: 0.3rem 0.6rem; text-align: left; white-space: nowrap; }
thead th { color: var(--soft); font-weight: 500; }
tbody tr + tr { border-top: 1px solid var(--line); }
tbody th { font-weight: 500; padding-left: 1rem; } thead th:first-child { padding-left: 1rem; }
tbody th b { display: inline-block; min-width: 2.6rem; font-variant-numeric: tabular-nums; }
tbody th { width: 18rem; min-width: 12rem; } td:last-child, thead th:last-child { width: 100%; }
.mark { display: inline-flex; gap: 0.4rem; align-items: center; min-width: 4.4rem; padding: 0.1rem 0.6rem; border-radius: 6px; font-variant-numeric: tabular-nums; text-decoration: none; border: 1px solid transparent; }
.mark.passed { background: var(--passed-tint); color: var(--passed); }
.mark.failed { background: var(--failed-tint); color: var(--failed); font-weight: 600; }
.mark.open { background: var(--open-tint); color: var(--open); border: 1px dashed currentColor; }
a.mark:hover { border-color: currentColor; }
details > summary { cursor: pointer; padding: 0.65rem 1rem; list-style-position: inside; overflow-wrap: anywhere; }
details.failed > summary::marker { color: var(--failed); } details.open-reason > summary::marker { color: var(--open); }
.inside { padding: 0 1rem 1rem; border-top: 1px solid var(--line); }
.cause + .cause { border-top: 1px dashed var(--line); margin-top: 1rem; }
.cause h4 { margin: 0.9rem 0 0.3rem; font-size: 0.9rem; font-weight: 600; }
ul { margin: 0.3rem 0 0.7rem; padding-left: 1.2rem; } li { overflow-wrap: anywhere; }
.cause li { color: var(--failed); }
.wire { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0.8rem; }
.wire h5 { margin: 0 0 0.2rem; font-size: 0.78rem; font-weight: 500; color: var(--soft); }
pre { margin: 0; padding: 0.7rem 0.8rem; background: var(--code); border: 1px solid var(--line); border-radius: 8px; overflow: auto; max-height: 24rem; font: 12.5px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.panel.scroll { border-top: 1px solid var(--line); } .marks { white-space: normal; line-height: 2.1; } .marks ul { line-height: 1.5; color: var(--soft); }
.columns { columns: 20rem; } .columns li { break-inside: avoid; }
.tag { font-size: 0.78rem; color: var(--soft); border: 1px solid var(--line); border-radius: 99px; padding: 0 0.5rem; }
footer { color: var(--soft); padding: 2rem 0 3rem; font-size: 0.85rem; }
[hidden] { display: none !important; }
@media (max-width: 40rem) { nav input[type=search] { flex: 1 1 100%; } .figures { gap: 1rem; } .figures b { font-size: 1.35rem; } tbody th { width: auto; min-width: 9rem; } }
@media print { nav { display: none; } body { background: none; } }
`;

/** Filters by outcome and by text, and opens what a link leads to. */
export const SCRIPT = `
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const search = document.querySelector("input[type=search]");
function filter() {
	const outcome = document.querySelector("nav input:checked").value;
	const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
	for (const one of all("[data-outcome]")) {
		const fits = outcome === "all" || one.dataset.outcome.split(" ").includes(outcome);
		const text = one.dataset.text ?? "";
		one.hidden = !fits || !words.every((word) => text.includes(word));
	}
	for (const group of all("[data-group]")) group.hidden = all("[data-outcome]", group).every((one) => one.hidden);
	document.getElementById("nothing").hidden = all("[data-group]").some((group) => !group.hidden);
}
function reveal() {
	const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (place?.tagName === "DETAILS") place.open = true;
	if (place?.hidden) { document.querySelector("nav input[value=all]").checked = true; search.value = ""; filter(); }
	place?.scrollIntoView();
}
document.querySelector("nav").addEventListener("input", filter);
addEventListener("hashchange", reveal);
filter();
reveal();
`;

"""How a report looks: one stylesheet for screen and paper, light and dark, wide and narrow.

Text colours keep at least 4.5:1 on their ground (WCAG 2.1, 1.4.3); a test computes it from `LIGHT` and `DARK`.
"""

from __future__ import annotations

READABLE = 4.5
LIGHT = {
    "ground": "#fcfbf8",
    "raised": "#f3f1eb",
    "text": "#20242a",
    "quiet": "#51575f",
    "rule": "#d8d4ca",
    "accent": "#17665d",
    "run": "#17665d",
    "speed": "#5d9b93",
    "rest": "#c9c5ba",
}
DARK = {
    "ground": "#14171b",
    "raised": "#1b1f25",
    "text": "#d8dce2",
    "quiet": "#98a2b0",
    "rule": "#39414c",
    "accent": "#7cc7bd",
    "run": "#7cc7bd",
    "speed": "#4b837c",
    "rest": "#39414c",
}
# Which colours are written in, and on which grounds.
WRITTEN = tuple((ink, ground) for ink in ("text", "quiet", "accent") for ground in ("ground", "raised"))

_RULES = """
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); line-height: 1.6; overflow-wrap: break-word;
  font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; }
main { max-width: 43rem; margin: 0 auto; padding: 3.5rem 1.25rem 4rem; }
h1, h2, h3, h4, p, ul, ol, dl, table, figure, blockquote, pre { margin: 0; }
h1 { font-size: 2.1rem; line-height: 1.18; font-weight: 600; letter-spacing: -0.012em; text-wrap: balance; }
h2 { font-size: 1.42rem; line-height: 1.25; font-weight: 600; margin-top: 3.4rem; text-wrap: balance; }
h3 { font-size: 1.16rem; line-height: 1.32; font-weight: 600; margin-top: 2.4rem; text-wrap: balance; }
h4 { font-size: 1rem; font-weight: 600; margin-top: 1.7rem; }
h2 + *, h3 + *, h4 + * { margin-top: 0.7rem; }
p, ul, ol, dl, table, figure, blockquote, pre { margin-top: 1rem; }
.marked, .over, dt, th, .when, caption, .legend, .ends, td::before {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.marked { display: inline-block; margin-bottom: 1.4rem; padding: 0.22rem 0.65rem; border: 1px solid var(--rule);
  border-radius: 1rem; font-size: 0.76rem; color: var(--quiet); }
.lead { font-size: 1.16rem; line-height: 1.55; margin-top: 1.1rem; }
.over { margin: 3.4rem 0 0; font-size: 0.76rem; letter-spacing: 0.05em; color: var(--accent); }
.over + h2, .over + h3 { margin-top: 0.25rem; }
.quiet, .foot { color: var(--quiet); }
.quiet { font-size: 0.94rem; }
ul, ol { padding-left: 1.25rem; }
li { margin-top: 0.4rem; padding-left: 0.2rem; }
li::marker { color: var(--quiet); }
dt { font-size: 0.8rem; font-weight: 600; color: var(--accent); margin-top: 1rem; }
dd { margin: 0.1rem 0 0; }
blockquote { padding: 0.9rem 1.15rem; border-left: 3px solid var(--accent); background: var(--raised);
  border-radius: 0 0.35rem 0.35rem 0; font-style: italic; }
pre { padding: 0.9rem 1.15rem; background: var(--raised); border-radius: 0.35rem; white-space: pre-wrap;
  font: 0.84rem/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
td { hyphens: auto; } td:has(.bar) { min-width: 9rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.94rem; line-height: 1.45; }
caption { text-align: left; font-size: 0.8rem; color: var(--quiet); padding-bottom: 0.45rem; }
th { text-align: left; font-size: 0.76rem; font-weight: 600; color: var(--quiet); vertical-align: bottom;
  padding: 0 0.9rem 0.4rem 0; border-bottom: 1px solid var(--rule); }
td { vertical-align: top; padding: 0.55rem 0.9rem 0.55rem 0; border-bottom: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { display: block; width: 100%; height: 0.62rem; margin-top: 0.35rem; }
.timeline > svg { display: block; width: 100%; height: 3.6rem; overflow: visible; }
.ends { display: flex; justify-content: space-between; gap: 1rem; font-size: 0.76rem; color: var(--quiet); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.4rem; padding: 0; list-style: none; font-size: 0.8rem;
  color: var(--quiet); margin-top: 0.7rem; }
.legend li { margin: 0; padding: 0; display: flex; align-items: center; gap: 0.45rem; }
.legend svg { width: 1.5rem; height: 0.7rem; flex: none; }
.steps { list-style: none; padding: 0; }
.steps li { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1rem; padding: 0.6rem 0 0.6rem;
  margin: 0; border-top: 1px solid var(--rule); }
.steps .when { font-size: 0.8rem; color: var(--quiet); padding-top: 0.18rem; }
.steps .done { display: block; font-size: 0.9rem; color: var(--quiet); }
.foot { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 0.86rem; }
.run { fill: var(--run); } .speed { fill: var(--speed); } .rest { fill: var(--rest); } .plain { fill: var(--accent); }
.hatch { stroke: var(--ground); stroke-width: 1.6; } .dot { fill: var(--quiet); }
.line { stroke: var(--rule); stroke-width: 2; }
.mark { fill: var(--ground); stroke: var(--accent); stroke-width: 2; } .mark.full { fill: var(--accent); }
@media screen and (max-width: 40rem) {
  html { font-size: 100%; }
  main { padding-top: 2rem; }
  h1 { font-size: 1.7rem; }
  table, tbody, tr, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: 0.75rem 0; border-bottom: 1px solid var(--rule); }
  td { padding: 0.1rem 0; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; font-size: 0.78rem; color: var(--quiet); }
  td:first-child { font-weight: 600; } td:first-child::before { content: none; }
  td.right { text-align: left; }
  .steps li { grid-template-columns: 1fr; }
}
@page { margin: 18mm 17mm 19mm; }
@page sheet { margin: 13mm 16mm; }
@media print {
  html { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  body { background: #fff; line-height: 1.45; }
  h2 { margin-top: 1.9rem; } h3 { margin-top: 1.4rem; } .over { margin-top: 1.9rem; }
  h1, h2, h3, h4, .over, caption { break-after: avoid; }
  table, tr, li, figure, blockquote, dt, pre { break-inside: avoid; }
  dt { break-after: avoid; } p { orphans: 3; widows: 3; }
  thead { display: table-header-group; }
  .fresh { break-before: page; } .fresh > :first-child { margin-top: 0; }
  .dense { line-height: 1.32; } html:has(.dense) { font-size: 9pt; }
  .dense { page: sheet; }
  .dense h1 { font-size: 1.6rem; } .dense h2 { margin-top: 1.1rem; font-size: 1.16rem; }
  .dense p, .dense ul, .dense dl, .dense table, .dense blockquote { margin-top: 0.45rem; }
  .dense h2 + * { margin-top: 0.35rem; } .dense .lead { font-size: 1rem; line-height: 1.4; margin-top: 0.5rem; }
  .dense td { padding-top: 0.22rem; padding-bottom: 0.22rem; } .dense li { margin-top: 0.15rem; }
  .dense dl { display: grid; grid-template-columns: 9rem 1fr; } .dense dt, .dense dd { margin-top: 0.25rem; }
  .dense blockquote { padding: 0.45rem 0.9rem; } .dense .foot { margin-top: 1rem; padding-top: 0.4rem; }
  svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def stylesheet() -> str:
    """The whole stylesheet; paper is always light."""
    paper = {**LIGHT, "ground": "#ffffff", "raised": "#f6f5f1"}
    return (
        f":root {{ color-scheme: light dark; {_named(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_named(DARK)} }} }}\n"
        f"@media print {{ :root {{ color-scheme: light; {_named(paper)} }} }}" + _RULES
    )


def _named(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())

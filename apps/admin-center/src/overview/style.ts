import { createHash } from 'node:crypto';

/** The page's style; the content security policy allows it by its hash and nothing else. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d8dde3, #39424d); --dim: light-dark(#5b6672, #9aa5b1);
  --good: light-dark(#1a7f37, #4ac26b); --bad: light-dark(#c4232b, #ff7b72); --wait: light-dark(#9a6700, #e3b341); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif;
  background: light-dark(#fff, #14181d); color: light-dark(#1b2129, #e3e8ee); }
header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1rem; margin: 2rem 0 .4rem; }
nav { margin-left: auto; display: flex; gap: 1rem; }
a { color: light-dark(#0b5fc2, #6cb6ff); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--dim); font-size: .85rem; white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 1.6rem; }
td span { white-space: nowrap; }
td.code { font-family: ui-monospace, monospace; font-size: .9em; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.good::before, .bad::before, .wait::before { content: '● '; }
p.dim, footer { color: var(--dim); }
footer { margin-top: 2rem; font-size: .85rem; }
`;

export const styleHash = hashOf(style);

/** How a content security policy names a style that stands in a page. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

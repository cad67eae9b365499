import { createHash } from 'node:crypto';

/** The page's style; the content security policy allows it by its hash and nothing else. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d5dae0, #363d46); --dim: light-dark(#57606a, #9aa4af);
  --good: light-dark(#17703a, #57c785); --bad: light-dark(#b3261e, #ff8f85); --wait: light-dark(#8a5a00, #e5b13f);
  --bg: light-dark(#fff, #16191d); --control: light-dark(#7d858f, #6e7781); --accent: light-dark(#0f5fb8, #6db1ff); }
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; font: 14px/20px system-ui, sans-serif;
  background: var(--bg); color: light-dark(#1b1f24, #e6e9ed); }
header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1rem; margin: 2rem 0 .4rem; }
nav { margin-left: auto; display: flex; gap: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
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
body.sign-in { max-width: 24rem; padding: 12vh 1.5rem 1.5rem; }
.sign-in h2 { margin: 1rem 0; font-size: 1rem; color: var(--dim); }
.sign-in label { display: block; font-size: 12px; line-height: 16px; font-weight: 600; }
.sign-in input { display: block; width: 100%; height: 36px; margin-top: 4px; padding: 0 8px; font: 14px/20px system-ui, sans-serif;
  color: inherit; background: var(--bg); border: 1px solid var(--control); border-radius: 4px; }
.sign-in button, .sign-in a[href$='/openid'] { display: block; width: 100%; height: 36px; border: 1px solid var(--accent); border-radius: 4px;
  font: 600 14px/20px system-ui, sans-serif; color: light-dark(#fff, #0d1520); background: var(--accent); cursor: pointer; }
.sign-in a[href$='/openid'] { padding-top: 7px; text-align: center; text-decoration: none; color: var(--accent); background: none; }
`;

export const styleHash = hashOf(style);

/** How a content security policy names a style that stands in a page. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

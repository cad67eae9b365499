import { htmlParser } from '../libraries.js';

/** Whose tags part what stands before and behind them; all others stand in the middle of a word as well. */
const parting: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav ol optgroup option p ' +
    'pre section select summary table tbody td textarea tfoot th thead title tr ul'
  ).split(' '),
);

/** Those of the HTML itself mean no more than a space. */
const lineEnds = /[\r\n]/g;

/** What is in them nobody sees. */
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'title']);

/**
 * The words of HTML as a reader sees them: nothing of tags, comments, scripts and styles; white space is one space, or one line
 * end where elements begin and end that have lines of their own. Strangers choose the HTML, so nothing counts but its length: no
 * tree is made of it, and what was found is never longer.
 */
export function visibleText(html: string): string {
  let text = '';
  let skipped: string | undefined;
  const tag = (start: number, end: number): string => {
    const name = html.slice(start, end).toLowerCase();
    if (parting.has(name)) text += '\n';
    return name;
  };
  const { Tokenizer } = htmlParser();
  const tokenizer = new Tokenizer(
    {},
    {
      ontext(start, end) {
        if (skipped === undefined) text += html.slice(start, end).replaceAll(lineEnds, ' ');
      },
      ontextentity(codePoint) {
        if (skipped === undefined) text += String.fromCodePoint(codePoint);
      },
      onopentagname(start, end) {
        const name = tag(start, end);
        if (unseen.has(name)) skipped = name;
      },
      onclosetag(start, end) {
        if (tag(start, end) === skipped) skipped = undefined;
      },
      onselfclosingtag() {
        skipped = undefined;
      },
      // There is no such thing in HTML, so some readers show what is in it.
      oncdata(start, end, closing) {
        text += html.slice(start, end - closing);
      },
      ...ignored,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return text.replaceAll(/[ \t\r\n\f\u200b]+/g, (run) => (run.includes('\n') ? '\n' : ' ')).trim();
}

const nothing = (): void => undefined;

const ignored = {
  onattribdata: nothing,
  onattribentity: nothing,
  onattribend: nothing,
  onattribname: nothing,
  oncomment: nothing,
  ondeclaration: nothing,
  onend: nothing,
  onopentagend: nothing,
  onprocessinginstruction: nothing,
};

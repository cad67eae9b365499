import { htmlParser } from '../../libraries.js';

/** After these elements a word ends: paragraphs, cells, lines and tabs of all the formats. */
const breaks = /(?:^|:)(?:p|h|si|c|is|br|tab|line-break|table-cell|tr)$/;

/** The text of an XML part, a line for each paragraph or cell. */
export function xmlText(xml: string): string {
  const pieces: string[] = [];
  walk(xml, {
    text: (text) => pieces.push(text),
    closed: (name) => {
      if (breaks.test(name)) pieces.push('\n');
    },
  });
  return pieces.join('').trim();
}

/** Elements that hold nothing but text, by their names without prefix; one with an attribute `name` is called so. */
export function xmlProperties(xml: string): readonly (readonly [name: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  const open: { readonly name: string; text: string }[] = [];
  let named: string | undefined;
  walk(xml, {
    opened: (name, attributes) => {
      named = attributes['name'] ?? attributes['meta:name'] ?? named;
      open.push({ name: localName(name), text: '' });
    },
    text: (text) => {
      const last = open.at(-1);
      if (last !== undefined) last.text += text;
    },
    closed: () => {
      const last = open.pop();
      if (last === undefined || last.text.trim() === '') return;
      found.push([named ?? last.name, last.text.trim()]);
      named = undefined;
    },
  });
  return found;
}

interface Visitor {
  readonly opened?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly closed: (name: string) => void;
}

function walk(xml: string, { opened, text, closed }: Visitor): void {
  const { Parser } = htmlParser();
  const parser = new Parser(
    { onopentag: (name, attributes) => opened?.(name, attributes), ontext: text, onclosetag: closed },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

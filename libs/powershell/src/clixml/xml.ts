/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly in it. */
  readonly text: string;
}

/** A document that is no well-formed XML of the kind that PowerShell writes. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly texts: string[];
}

const noAttributes: ReadonlyMap<string, string> = new Map();
const depthMax = 200;
/** About a gigabyte of memory; an export of thousands of mailboxes has some hundred thousand. */
const elementsMax = 4_000_000;
const tag = /<(?:\/([\w:.-]+)\s*>|([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>)/y;
/** What is no element: how it begins and ends. */
const passages = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * Elements, attributes, text, the five entities and character references. A document type is refused: with it come
 * entities that grow and files that are read.
 */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\ufeff/, '');
  const root: Open = { name: '', attributes: noAttributes, children: [], texts: [] };
  const stack: Open[] = [root];
  let at = 0;
  let elements = 0;
  for (let next = text.indexOf('<'); next !== -1; next = text.indexOf('<', at)) {
    addText(stack, text.slice(at, next));
    at = takePassage(stack, text, next) ?? takeTag(stack, text, next);
    elements += 1;
    if (elements > elementsMax) throw new XmlError(`The XML has more than ${elementsMax} parts.`);
  }
  addText(stack, text.slice(at));
  const [document] = root.children;
  if (stack.length > 1) throw new XmlError(`The XML ends within <${stack.at(-1)?.name}>.`);
  if (document === undefined || root.children.length > 1) {
    throw new XmlError('The XML has no single root element.');
  }
  return document;
}

/** Comments, instructions, and text as it is; where the text goes on, undefined when there is none of these. */
function takePassage(stack: readonly Open[], text: string, at: number): number | undefined {
  if (text[at + 1] !== '!' && text[at + 1] !== '?') return undefined;
  if (/^<!doctype/i.test(text.slice(at, at + 9))) {
    throw new XmlError('The XML has a document type, which could bring entities along: no export has one.');
  }
  for (const [begin, end] of passages) {
    if (!text.startsWith(begin, at)) continue;
    const last = text.indexOf(end, at + begin.length);
    if (last === -1) break;
    if (begin === '<![CDATA[') stack.at(-1)?.texts.push(text.slice(at + begin.length, last));
    return last + end.length;
  }
  throw unreadable(at);
}

function takeTag(stack: Open[], text: string, at: number): number {
  tag.lastIndex = at;
  const found = tag.exec(text);
  if (found === null) throw unreadable(at);
  const [whole, closed, opened = '', attributes = '', selfClosed] = found;
  if (closed === undefined) open(stack, opened, attributes);
  if (closed !== undefined || selfClosed === '/') close(stack, closed ?? opened);
  return at + whole.length;
}

function unreadable(at: number): XmlError {
  return new XmlError(`The XML cannot be read at character ${at + 1}.`);
}

function open(stack: Open[], name: string, attributes: string): void {
  if (stack.length > depthMax) throw new XmlError('The XML is nested too deeply.');
  if (attributes === '') {
    stack.push({ name, attributes: noAttributes, children: [], texts: [] });
    return;
  }
  const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const known = new Map(
    pairs.map(([, key = '', double, single]) => [key, unescaped(double ?? single ?? '')] as const),
  );
  stack.push({ name, attributes: known, children: [], texts: [] });
}

function close(stack: Open[], name: string): void {
  const element = stack.length > 1 ? stack.pop() : undefined;
  if (element?.name !== name) {
    throw new XmlError(
      `The XML closes <${name}>, which is not open${element === undefined ? '' : ` within <${element.name}>`}.`,
    );
  }
  const { attributes, children, texts } = element;
  stack.at(-1)?.children.push({ name, attributes, children, text: texts.join('') });
}

function addText(stack: readonly Open[], text: string): void {
  if (text === '') return;
  if (stack.length > 1) stack.at(-1)?.texts.push(unescaped(text));
  else if (text.trim() !== '') throw new XmlError('The file is no XML: it has text outside of its elements.');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x[\da-f]{1,6}|#\d{1,7}|\w+)?;?/gi, (found) => {
    const name = found.slice(1, -1);
    const code = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
    const char =
      code === null
        ? entities[name]
        : character(code[1] === undefined ? Number(code[2]) : parseInt(code[1], 16));
    if (char === undefined || !found.endsWith(';')) {
      throw new XmlError(`The XML has an unknown reference ${found}.`);
    }
    return char;
  });
}

function character(code: number): string | undefined {
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

export function escapedXml(text: string): string {
  return text.replace(/[<>&"]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[char] ?? '&quot;');
}

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

const depthMax = 200;
const markup =
  /<(?:\?[^]*?\?>|!--[^]*?-->|!\[CDATA\[([^]*?)\]\]>|\/([\w:.-]+)\s*>|([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>)/g;

/**
 * Elements, attributes, text, the five entities and character references. A document type is refused: with it come
 * entities that grow and files that are read.
 */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\ufeff/, '');
  const root: Open = { name: '', attributes: new Map(), children: [], texts: [] };
  const stack: Open[] = [root];
  let at = 0;
  for (const found of text.matchAll(markup)) {
    addText(stack, text.slice(at, found.index), at);
    at = found.index + found[0].length;
    takeMarkup(stack, found);
  }
  addText(stack, text.slice(at), at);
  const [document] = root.children;
  if (stack.length > 1) throw new XmlError(`The XML ends within <${stack.at(-1)?.name}>.`);
  if (document === undefined || root.children.length > 1) {
    throw new XmlError('The XML has no single root element.');
  }
  return document;
}

function takeMarkup(
  stack: Open[],
  [, cdata, closed, opened, attributes, selfClosed]: RegExpMatchArray,
): void {
  if (cdata !== undefined) stack.at(-1)?.texts.push(cdata);
  if (opened !== undefined) open(stack, opened, attributes ?? '');
  if (closed !== undefined) close(stack, closed);
  else if (opened !== undefined && selfClosed === '/') close(stack, opened);
}

function open(stack: Open[], name: string, attributes: string): void {
  if (stack.length > depthMax) throw new XmlError('The XML is nested too deeply.');
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

function addText(stack: readonly Open[], text: string, at: number): void {
  if (text.includes('<')) {
    throw new XmlError(`The XML cannot be read at character ${at + text.indexOf('<') + 1}.`);
  }
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

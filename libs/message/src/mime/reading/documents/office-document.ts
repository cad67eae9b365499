import { xmlProperties, xmlText } from './document-xml.js';
import { ZipArchive } from './zip-archive.js';

type Property = readonly [name: string, value: string];

/** What is found in a document of Office (ECMA-376) or OpenDocument. */
export interface DocumentReading {
  /** Built-in and custom properties, by name: `title`, `keywords`, `Department`. */
  readonly properties: readonly Property[];
  readonly text: string;
  /** There was more than is looked at, or a part that cannot be read. */
  readonly isCut: boolean;
}

export interface DocumentBounds {
  readonly textBytesMax: number;
  /** Octets of all parts together, once inflated: a small archive may hold gigabytes. */
  readonly inflatedBytesMax: number;
}

/** What people know a property by, where its element is called otherwise. */
const shownAs: Readonly<Record<string, string>> = {
  creator: 'Author',
  keywords: 'Tags',
  keyword: 'Tags',
  description: 'Comments',
};
const propertyParts = ['docProps/core.xml', 'docProps/app.xml', 'docProps/custom.xml', 'meta.xml'];
const textParts =
  /^(?:word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl\/(?:sharedStrings|worksheets\/sheet\d+|comments\d*)\.xml|ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml|content\.xml)$/;

/** Undefined for what is no such document. */
export function officeDocument(
  octets: Buffer,
  bounds: DocumentBounds,
): (DocumentReading & { readonly inflatedBytes: number }) | undefined {
  const archive = new ZipArchive(octets);
  const parts = archive.names.filter((name) => propertyParts.includes(name) || textParts.test(name));
  if (parts.length === 0) return undefined;
  const properties: Property[] = [];
  const texts: string[] = [];
  let [inflatedLeft, textLeft, isCut] = [bounds.inflatedBytesMax, bounds.textBytesMax, false];
  for (const name of parts) {
    const part = archive.read(name, inflatedLeft);
    // What could not be inflated has cost as much.
    inflatedLeft -= part?.length ?? inflatedLeft;
    isCut ||= part === undefined;
    const xml = part?.toString() ?? '';
    if (propertyParts.includes(name)) properties.push(...xmlProperties(xml).flatMap(withShownName));
    else {
      const text = xmlText(xml);
      isCut ||= text.length > textLeft;
      texts.push(text.slice(0, textLeft));
      textLeft = Math.max(0, textLeft - text.length);
    }
  }
  const inflatedBytes = bounds.inflatedBytesMax - inflatedLeft;
  return { properties, text: texts.join('\n').trim(), isCut, inflatedBytes };
}

function withShownName([name, value]: Property): readonly Property[] {
  const shown = shownAs[name];
  return shown === undefined
    ? [[name, value]]
    : [
        [name, value],
        [shown, value],
      ];
}

import { ClixmlError, isList, PSObject, readClixml, TerminatingError } from '@mailyard/powershell';

import { csvObjects } from './csv-objects.js';
import { decodedText } from './decoded-text.js';
import { ExportError } from './export-error.js';

/** A file as somebody hands it in. */
export interface ExportFile {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** An object of an export. */
export interface ExportedObject {
  readonly file: string;
  /** Its place in the file, from 1. */
  readonly number: number;
  /** The most special type, `Microsoft.Exchange.Data.….ReceiveConnector`; empty where the file does not say it. */
  readonly typeName: string;
  readonly properties: PSObject['properties'];
}

/** In octets; one has room for the mailboxes of a thousand people. */
const fileMax = 64 * 1024 ** 2;
const objectsMax = 50_000;

/** The objects of a file that Export-Clixml or Export-Csv wrote; of what an organization has none of, none. Throws ExportError. */
export function readExport({ name, octets }: ExportFile): readonly ExportedObject[] {
  if (octets.length > fileMax) throw new ExportError(`${name}: is larger than 64 MB; export it in parts`);
  const text = decodedText(octets, name);
  const objects = objectsOf(text, name);
  if (objects.length > objectsMax) throw new ExportError(`${name}: holds more than ${objectsMax} objects`);
  return objects.map((object, at) => ({
    file: name,
    number: at + 1,
    typeName: typeNameOf(object),
    properties: object.properties,
  }));
}

function objectsOf(text: string, name: string): readonly PSObject[] {
  try {
    if (!/^\s*</.test(text)) return csvObjects(text);
    const found = readClixml(text).flatMap((value) => (isList(value) ? value : [value]));
    const objects = found.filter((value) => value instanceof PSObject);
    if (objects.length < found.length) throw new ClixmlError('It holds values that are no objects.');
    return objects;
  } catch (error) {
    if (!(error instanceof ClixmlError || error instanceof TerminatingError)) throw error;
    throw new ExportError(`${name}: is no export that can be read: ${error.message}`, { cause: error });
  }
}

/** What Select-Object picked from is still what it was; an object that a script made has no type of its own. */
function typeNameOf({ typeNames: [name = ''] }: PSObject): string {
  const own = name.replace(/^(?:Deserialized\.|Selected\.)+/, '');
  return own.startsWith('System.') ? '' : own;
}

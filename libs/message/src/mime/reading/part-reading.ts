import type { HeaderBlock } from '../../header/header-block.js';
import { libmime } from '../libraries.js';
import type { DocumentReading } from './documents/office-document.js';

/** What a part of a message says of itself. */
export interface PartHeader {
  /** In lower case: `text/plain`. */
  readonly mediaType: string;
  readonly charset?: string;
  /** File name, decoded (RFC 2231, RFC 2047). */
  readonly name?: string;
  /** It stands beside the text: it has a name, says so (RFC 2183), or is no text. */
  readonly isAttachment: boolean;
}

/** One leaf of a message, as far as somebody looks into it. */
export interface PartReading extends PartHeader {
  /** Octets once decoded. */
  readonly bytes: number;
  /** The first of them, by which kinds of files are known. */
  readonly beginning: Buffer;
  /** Of text and documents: as a reader sees it, from the beginning; HTML without its tags. */
  readonly text?: string;
  /** Of documents, where somebody asks for them. */
  readonly properties?: DocumentReading['properties'];
  readonly inflatedBytes?: number;
  /** There was more text than is looked at. */
  readonly isCut: boolean;
}

/** What the header of a part says of it (RFC 2045 §5, RFC 2183). */
export function partHeader(header: HeaderBlock, mediaType: string): PartHeader {
  const type = parameters(header.first('Content-Type'));
  const disposition = parameters(header.first('Content-Disposition'));
  const name = disposition.params['filename'] ?? type.params['name'];
  const charset = type.params['charset'];
  const said = disposition.value.toLowerCase();
  return {
    mediaType,
    ...(charset === undefined ? {} : { charset: charset.toLowerCase() }),
    ...(name === undefined ? {} : { name: libmime().decodeWords(name) }),
    isAttachment: name !== undefined || said === 'attachment' || !mediaType.startsWith('text/'),
  };
}

interface Parameters {
  readonly value: string;
  readonly params: Readonly<Record<string, string>>;
}

function parameters(value: string | undefined): Parameters {
  return value === undefined ? { value: '', params: {} } : libmime().parseHeaderValue(value);
}

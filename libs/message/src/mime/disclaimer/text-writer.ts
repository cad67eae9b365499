import { isAscii } from 'node:buffer';

import { HeaderBlock } from '../../header/header-block.js';
import { headerField } from '../../header/header-field.js';
import { GatheredOctets } from '../gathered-octets.js';
import { quotedPrintableOctets } from '../quoted-printable.js';
import { partHeader } from '../reading/part-reading.js';
import { transferDecoder, type TransferDecoder } from '../reading/transfer-decoder.js';
import type { Entity } from '../structure/entity.js';
import { mediaTypeOf } from '../structure/media-type.js';
import { MimeRewriter, WrittenOctets, type MimeWriter } from '../structure/mime-rewriter.js';
import type { EntityPlace } from '../structure/mime-walk.js';
import { changedText, type AddedText } from './changed-text.js';

const crlf = Buffer.from('\r\n');

/** A text that was found before cannot be changed after all. */
export class UnchangeableText extends Error {
  override readonly name = 'UnchangeableText';
}

/** Writes a message octet for octet, but for the texts that are changed. */
export function textWriter(
  header: HeaderBlock,
  chosen: ReadonlySet<number>,
  added: readonly AddedText[],
): MimeRewriter {
  return new MimeRewriter(header, new Writer(chosen, added));
}

interface ChosenPart {
  readonly header: HeaderBlock;
  readonly headerLines: Buffer | undefined;
  readonly encoding: string;
  readonly decoder: TransferDecoder;
  readonly octets: GatheredOctets;
}

class Writer implements MimeWriter {
  header: HeaderBlock = HeaderBlock.empty;
  readonly written = new WrittenOctets();
  readonly #chosen: ReadonlySet<number>;
  readonly #added: readonly AddedText[];
  #entities = 0;
  #part: ChosenPart | undefined;

  constructor(chosen: ReadonlySet<number>, added: readonly AddedText[]) {
    this.#chosen = chosen;
    this.#added = added;
  }

  entity({ header, encoding }: Entity, { headerLines }: EntityPlace): void {
    if (headerLines === undefined) this.header = header;
    if (this.#chosen.has(this.#entities)) {
      this.#part = {
        header,
        headerLines,
        encoding,
        decoder: transferDecoder(encoding),
        octets: new GatheredOctets(),
      };
    } else if (headerLines !== undefined) this.written.push(headerLines);
    this.#entities += 1;
  }

  text(octets: Buffer): void {
    if (this.#part === undefined) this.written.push(octets);
    else this.#part.octets.add(this.#part.decoder.text(octets));
  }

  lineEnd(): void {
    if (this.#part === undefined) this.written.push(crlf);
    else this.#part.octets.add(this.#part.decoder.lineEnd());
  }

  leafEnd(): void {
    if (this.#part === undefined) return;
    this.#part.octets.add(this.#part.decoder.end());
    this.#writePart(this.#part);
    this.#part = undefined;
  }

  delimiter(octets: Buffer): void {
    this.written.push(octets);
  }

  filler(octets: Buffer): void {
    this.written.push(octets);
  }

  #writePart({ header, headerLines, encoding, octets }: ChosenPart): void {
    const mediaType = mediaTypeOf(header);
    const { charset = '' } = partHeader(header, mediaType);
    const changed = changedText({ octets: octets.view(), charset }, mediaType, this.#added);
    if (changed === undefined) throw new UnchangeableText(`${mediaType} in ${charset}`);
    const encoded = encode(changed.octets, encoding);
    const described = withEncoding(withCharset(header, changed.charset, charset), encoded.encoding);
    if (headerLines === undefined) this.header = asMime(described);
    else this.written.push(...described.fields.map(({ raw }) => raw), crlf);
    this.written.push(encoded.body);
  }
}

/** As it came where that is possible, so that what was readable stays so. */
function encode(octets: Buffer, before: string): { readonly body: Buffer; readonly encoding: string } {
  if (before === 'base64') {
    const lines = octets.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\r\n');
    return { body: Buffer.from(`${lines}\r\n`), encoding: 'base64' };
  }
  const short = octets
    .toString('latin1')
    .split('\r\n')
    .every((line) => line.length <= 998 && !/[\r\n\0]/.test(line));
  if (before !== 'quoted-printable' && short && isAscii(octets)) return { body: octets, encoding: '7bit' };
  return { body: Buffer.from(quotedPrintableOctets(octets), 'latin1'), encoding: 'quoted-printable' };
}

function withEncoding(header: HeaderBlock, encoding: string): HeaderBlock {
  const said = header.first('Content-Transfer-Encoding');
  if (said?.toLowerCase() === encoding || (said === undefined && encoding === '7bit')) return header;
  return header.set(headerField('Content-Transfer-Encoding', encoding));
}

function withCharset(header: HeaderBlock, charset: string, before: string): HeaderBlock {
  if (charset === before) return header;
  const type = header.first('Content-Type') ?? 'text/plain';
  const others = type.replaceAll(/;\s*charset\s*=\s*(?:"[^"]*"|[^\s;]+)/gi, '');
  return header.set(headerField('Content-Type', `${others}; charset=${charset}`));
}

/** RFC 2045 §4. */
function asMime(header: HeaderBlock): HeaderBlock {
  return header.has('MIME-Version') ? header : header.append(headerField('MIME-Version', '1.0'));
}

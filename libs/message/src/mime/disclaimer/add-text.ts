import { HeaderBlock } from '../../header/header-block.js';
import type { MessageOctets } from '../conversion/convert-body.js';
import type { AddedText } from './changed-text.js';
import type { MimeRewriter } from '../structure/mime-rewriter.js';
import { textPartsOf } from './text-parts.js';
import { textWriter, UnchangeableText } from './text-writer.js';

/**
 * Adds to the text of a message, plain and HTML; everything else stays octet for octet. Undefined where it may not be
 * changed: it is signed or encrypted, has no text, or cannot be told. `write` takes the new content piece by piece; content
 * that is no array is read twice.
 */
export async function addText(
  message: MessageOctets,
  added: readonly AddedText[],
  write: (octets: Buffer) => Promise<void> | void,
): Promise<HeaderBlock | undefined> {
  const header = HeaderBlock.parse(message.header);
  const chosen = await textPartsOf({ header, content: piecesOf(message) });
  if (chosen === undefined) return undefined;
  const writer = textWriter(header, chosen, added);
  try {
    for await (const octets of changed(message, writer)) await write(octets);
  } catch (error) {
    if (error instanceof UnchangeableText) return undefined;
    throw error;
  }
  return writer.header;
}

async function* changed(message: MessageOctets, writer: MimeRewriter): AsyncGenerator<Buffer> {
  for await (const piece of piecesOf(message)) yield* writer.write(piece);
  yield* writer.end();
}

function piecesOf({ content }: MessageOctets): Iterable<Buffer> | AsyncIterable<Buffer> {
  return typeof content === 'function' ? content() : content;
}

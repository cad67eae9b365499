import type { BodyType } from '@mailyard/smtp';

import { HeaderBlock } from '../../header/header-block.js';
import { MimeSurvey } from '../structure/mime-survey.js';
import type { MimeRewriter } from '../structure/mime-rewriter.js';
import { EncodingSurvey, type ConversionPlan, type Survey } from './conversion-plan.js';
import { conversionWriter, type Conversion } from './conversion-writer.js';

export interface MessageOctets {
  /** With its closing empty line. */
  readonly header: Buffer;
  /** In memory, or read piece by piece, each time from the beginning. */
  readonly content: readonly Buffer[] | (() => AsyncIterable<Buffer>);
}

export interface ConvertedBody extends MessageOctets {
  /**
   * There is a DKIM-Signature, which was made over other octets (RFC 6376 §5.3) and does not hold any more. It stays in
   * the header: a broken one counts as none (§6.1).
   */
  readonly breaksSignature: boolean;
}

/**
 * The same message to a reader, for a peer that takes no more than `taken`: parts are encoded where nothing can be harmed
 * (RFC 6152 §3, RFC 3030 §3), never inside what is signed or encrypted, nor what is encoded already or may not be.
 * Undefined when that is not enough. Content in memory stays there; other content is read twice.
 */
export async function convertBody(
  message: MessageOctets & { readonly body: BodyType },
  taken: '7BIT' | '8BITMIME',
): Promise<ConvertedBody | undefined> {
  const header = HeaderBlock.parse(message.header);
  if (hasBareReturn(header)) return undefined;
  const unwanted = { eightBit: taken === '7BIT', binary: message.body === 'BINARYMIME' };
  const plan = await planOf({ ...message, header }, new EncodingSurvey(unwanted));
  if (plan === undefined) return undefined;
  const conversion: Conversion = { header, plan, label: taken === '7BIT' ? '7bit' : '8bit' };
  return {
    header: conversionWriter(conversion).header.toBuffer(),
    content: convert(message.content, conversion),
    breaksSignature: header.has('DKIM-Signature'),
  };
}

/** Reads a message once, to see how each of its entities has to be written; undefined: no change is to be made, or can be. */
export async function planOf(
  { header, content }: Pick<MessageOctets, 'content'> & { readonly header: HeaderBlock },
  survey: Survey,
): Promise<ConversionPlan | undefined> {
  const reading = new MimeSurvey(header, survey);
  for await (const piece of typeof content === 'function' ? content() : content) reading.write(piece);
  return reading.end() && survey.possible ? survey : undefined;
}

/** The content anew, as it was given: in memory, or piece by piece. */
export function convert(content: MessageOctets['content'], conversion: Conversion): MessageOctets['content'] {
  if (typeof content === 'function') return () => rewritten(content(), conversionWriter(conversion));
  const writer = conversionWriter(conversion);
  return [...content.flatMap((piece) => writer.write(piece)), ...writer.end()];
}

async function* rewritten(content: AsyncIterable<Buffer>, writer: MimeRewriter): AsyncGenerator<Buffer> {
  for await (const piece of content) yield* writer.write(piece);
  yield* writer.end();
}

/** Of the message's own header nothing may be encoded; a bare LF was never let into it. */
export function hasBareReturn({ fields }: HeaderBlock): boolean {
  return fields.some(({ raw }) => raw.toString('latin1').replaceAll('\r\n', '').includes('\r'));
}

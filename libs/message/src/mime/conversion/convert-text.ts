import type { BodyType } from '@mailyard/smtp';

import { HeaderBlock } from '../../header/header-block.js';
import { convert, hasBareReturn, planOf, type ConvertedBody, type MessageOctets } from './convert-body.js';
import { conversionWriter } from './conversion-writer.js';
import type { TextForm } from './text-form.js';
import { TextSurvey } from './text-survey.js';

/**
 * The same message with its texts in a form. Never touched are what is signed or encrypted, messages inside it, files, and what
 * is encoded already. Undefined: there is nothing to change.
 */
export async function convertText(
  { header: octets, content }: MessageOctets & { readonly body: BodyType },
  form: TextForm,
): Promise<ConvertedBody | undefined> {
  const header = HeaderBlock.parse(octets);
  if (hasBareReturn(header)) return undefined;
  const isSigned = header.has('DKIM-Signature');
  const plan = await planOf({ header, content }, new TextSurvey(form, isSigned));
  if (plan === undefined) return undefined;
  const conversion = { header, plan };
  return {
    header: conversionWriter(conversion).header.toBuffer(),
    content: convert(content, conversion),
    breaksSignature: isSigned,
  };
}

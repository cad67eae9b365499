import type { RemoteDomain } from '@mailyard/directory';
import { convertText, mayChangeText, type TextForm } from '@mailyard/message';

import type { OutgoingMessage } from '../../../delivery-agent.js';
import type { FittingMessage } from './attempt-converted.js';

/** How texts are to be written for a domain; undefined: as they are. */
export type RemoteDomains = (domain: string) => RemoteDomain | undefined;

/**
 * The message as the remote domain of its recipients wants its texts; undefined, and at once, where nothing says anything about
 * them. Recipients of other settings have a copy of their own.
 */
export function textForRemote(
  message: OutgoingMessage,
  remoteDomain: RemoteDomains,
): Promise<FittingMessage> | undefined {
  const [recipient] = message.envelope.recipients;
  const remote = recipient === undefined ? undefined : remoteDomain(recipient.path.domain);
  if (remote === undefined) return undefined;
  const form = formOf(remote);
  const octets = { ...message, body: message.envelope.body };
  return mayChangeText(octets, form) ? written(message, form) : undefined;
}

async function written(message: OutgoingMessage, form: TextForm): Promise<FittingMessage> {
  const { envelope, header, content } = message;
  const converted = await convertText({ header, content, body: envelope.body }, form);
  if (converted === undefined) return message;
  const signature = converted.breaksSignature ? '; its DKIM-Signature does not hold any more' : '';
  const { contentBytes: _, ...rest } = message;
  return {
    ...rest,
    header: converted.header,
    content: converted.content,
    remark: `text was written as the remote domain wants it${signature}`,
  };
}

const forms = new WeakMap<RemoteDomain, TextForm>();

function formOf(remote: RemoteDomain): TextForm {
  const known = forms.get(remote);
  if (known !== undefined) return known;
  const { CharacterSet, NonMimeCharacterSet, LineWrapSize } = remote;
  const form: TextForm = {
    ...(CharacterSet === '' ? {} : { charset: CharacterSet }),
    ...(NonMimeCharacterSet === '' ? {} : { plainCharset: NonMimeCharacterSet }),
    ...(LineWrapSize === 'Unlimited' || LineWrapSize === 0 ? {} : { wrapAt: LineWrapSize }),
    ...encodings(remote),
  };
  forms.set(remote, form);
  return form;
}

/** Of HTML as the name begins; plain text has it as well, unless the name or wrapped lines say otherwise. */
function encodings({
  ByteEncoderTypeFor7BitCharsets: type,
  LineWrapSize,
}: RemoteDomain): Pick<TextForm, 'plainEncoding' | 'htmlEncoding'> {
  if (type === 'Undefined' || type === 'Use7Bit') return {};
  const encoding = type.startsWith('UseQP') ? 'quoted-printable' : 'base64';
  const wraps = LineWrapSize !== 'Unlimited' && LineWrapSize > 0;
  const isOfHtml = type.endsWith('7BitTextPlain') || (type.endsWith('DetectTextPlain') && wraps);
  return isOfHtml ? { htmlEncoding: encoding } : { plainEncoding: encoding, htmlEncoding: encoding };
}

import { formatPath } from '../address/path.js';
import type { Envelope, EnvelopeRecipient } from '../commands/envelope.js';
import { encodeXtext } from '../commands/xtext.js';
import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';

type Extensions = ReadonlyMap<string, string>;

/** The refusal that this peer would have to give, where leaving out the parameter would corrupt or misdirect mail. */
export function unsupported(envelope: Envelope, extensions: Extensions): Reply | undefined {
  // RFC 6531 §3.2: such a message must not be sent to a peer without SMTPUTF8; RFC 3030 §3 likewise.
  if (envelope.smtpUtf8 && !extensions.has('SMTPUTF8')) return replies.smtpUtf8Unsupported;
  if (envelope.body === 'BINARYMIME' && !extensions.has('BINARYMIME')) return replies.binaryMimeUnsupported;
  return undefined;
}

/** MAIL with those parameters only that the peer has advertised (RFC 5321 §4.1.1.11). */
export function mailCommand(envelope: Envelope, extensions: Extensions): string {
  let line = `MAIL FROM:<${formatPath(envelope.reversePath)}>`;
  if (envelope.declaredBytes !== undefined && extensions.has('SIZE')) {
    line += ` SIZE=${envelope.declaredBytes}`;
  }
  if (envelope.body === 'BINARYMIME') line += ' BODY=BINARYMIME';
  if (envelope.body === '8BITMIME' && extensions.has('8BITMIME')) line += ' BODY=8BITMIME';
  if (envelope.smtpUtf8) line += ' SMTPUTF8';
  if (!extensions.has('DSN')) return line;
  if (envelope.ret !== undefined) line += ` RET=${envelope.ret}`;
  if (envelope.envid !== undefined) line += ` ENVID=${encodeXtext(envelope.envid)}`;
  return line;
}

/** RCPT, with NOTIFY and ORCPT when the peer knows DSN (RFC 3461 §4.1, §4.2), with ORAR when it knows XORAR. */
export function rcptCommand(recipient: EnvelopeRecipient, extensions: Extensions): string {
  let line = `RCPT TO:<${formatPath(recipient.path)}>`;
  if (recipient.orar !== undefined && extensions.has('XORAR')) {
    line += ` ORAR=rfc822;${encodeXtext(formatPath(recipient.orar))}`;
  }
  if (!extensions.has('DSN')) return line;
  if (recipient.notify !== undefined) line += ` NOTIFY=${recipient.notify.join(',')}`;
  if (recipient.orcpt !== undefined) line += ` ORCPT=${formatOrcpt(recipient.orcpt)}`;
  return line;
}

function formatOrcpt(orcpt: string): string {
  const semicolon = orcpt.indexOf(';');
  return `${orcpt.slice(0, semicolon)};${encodeXtext(orcpt.slice(semicolon + 1))}`;
}

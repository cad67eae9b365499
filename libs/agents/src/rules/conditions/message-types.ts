import type { TransportRule } from '@mailyard/directory';
import { automaticMail, type AutomaticMail } from '@mailyard/message';

import type { RuleMessage } from '../rule-message.js';

type MessageType = NonNullable<TransportRule['MessageTypeMatches']>;

/** By what kinds of messages are known: Exchange's own marks, and those of the standards. */
export const messageTypes: Readonly<Record<MessageType, (message: RuleMessage) => boolean>> = {
  OOF: isAutomatic('ExternalOof', 'InternalOof', 'LegacyOof', 'AutoReply'),
  AutoForward: isAutomatic('AutoForward'),
  Encrypted: (message) => isEncrypted(message),
  Calendaring: ({ reading }) => reading?.mediaTypes.has('text/calendar') === true,
  PermissionControlled: ({ header }) => header.first('Content-Class') === 'rpmsg.message',
  Voicemail: ({ header, reading }) =>
    /^voice-message\b/i.test(header.first('Content-Class') ?? '') ||
    reading?.mediaTypes.has('multipart/voice-message') === true,
  Signed: (message) => isSigned(message),
  ApprovalRequest: ({ header }) => header.has('X-MS-Exchange-Organization-Approval-Initiator'),
  ReadReceipt: ({ reading }) => reading?.mediaTypes.has('message/disposition-notification') === true,
};

/** As remote domains and groups judge it, so that a rule and AutoForwardEnabled mean the same messages. */
function isAutomatic(...kinds: readonly AutomaticMail[]) {
  return ({ header, reversePath }: RuleMessage): boolean => {
    const kind = automaticMail(header, reversePath);
    return kind !== undefined && kinds.includes(kind);
  };
}

/** RFC 8551 §3.2.2: one type for what is encrypted and for what is signed in one piece. */
const smime = /^application\/(?:x-)?pkcs7-mime\b/i;
const smimeSigned = /;\s*smime-type\s*=\s*"?signed-data\b/i;

/** Encrypted by S/MIME, or in the form of RFC 1847 §2.2, which OpenPGP uses. */
export function isEncrypted({ header, reading }: Pick<RuleMessage, 'header' | 'reading'>): boolean {
  const type = header.first('Content-Type') ?? '';
  if (smime.test(type)) return !smimeSigned.test(type);
  return reading?.mediaTypes.has('multipart/encrypted') === true;
}

/** Signed in one piece, or beside its text (RFC 8551 §3.5). */
export function isSigned({ header, reading }: Pick<RuleMessage, 'header' | 'reading'>): boolean {
  const type = header.first('Content-Type') ?? '';
  return (smime.test(type) && smimeSigned.test(type)) || reading?.mediaTypes.has('multipart/signed') === true;
}

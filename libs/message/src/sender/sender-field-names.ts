import { namesRead } from '../header/field-readings.js';
import { isNamed, type HeaderField } from '../header/header-block.js';

/** The fields that say who sends a message, or sends it again (RFC 5322 §3.6.2, §3.6.6). */
const senderFields = ['From', 'Sender', 'Resent-From', 'Resent-Sender'] as const;
export type SenderFieldName = (typeof senderFields)[number];

export function senderFieldName(field: HeaderField): SenderFieldName | undefined {
  return senderFields.find((name) => isNamed(field, name));
}

/** The sender field that some reader finds in a field of another name, or in a line that is none. */
export function hiddenSenderField(field: HeaderField): SenderFieldName | undefined {
  const own = senderFieldName(field);
  const names = namesRead(field);
  return senderFields.find((name) => name !== own && names.includes(name.toLowerCase()));
}

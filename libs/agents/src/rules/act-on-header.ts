import type { TransportRule } from '@mailyard/directory';
import { decodeText, encodeText, headerField, type HeaderBlock } from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';

import type { AddedRecipient } from './rule-copy.js';

const scl = 'X-MS-Exchange-Organization-SCL';

/** The header as a rule leaves it. */
export function actOnHeader(
  rule: TransportRule,
  header: HeaderBlock,
  added: readonly AddedRecipient[],
): HeaderBlock {
  const {
    PrependSubject: prefix,
    SetHeaderName: name,
    SetHeaderValue: value,
    RemoveHeader: removed,
    SetSCL: level,
  } = rule;
  let changed = header;
  if (prefix !== undefined) {
    const subject = prefix + decodeText(header.first('Subject') ?? '');
    changed = changed.set(headerField('Subject', encodeText(subject)));
  }
  if (removed !== undefined) changed = changed.withoutNamed(removed);
  if (name !== undefined && value !== undefined) changed = changed.set(headerField(name, encodeText(value)));
  if (level !== undefined) changed = changed.set(headerField(scl, String(level)));
  for (const { path, as } of added) {
    if (as === 'To' || as === 'Cc') changed = withAddress(changed, as, formatPath(path));
  }
  return changed;
}

function withAddress(header: HeaderBlock, name: 'To' | 'Cc', address: string): HeaderBlock {
  const before = header.first(name);
  const value = before === undefined || before === '' ? address : `${before}, ${address}`;
  return header.set(headerField(name, value));
}

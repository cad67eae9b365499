import type { TransportRule } from '@mailyard/directory';
import { decodeText, encodeText, headerField, HeaderBlock } from '@mailyard/message';
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
    changed = withField(changed, 'Subject', encodeText(prefix + decodeText(header.first('Subject') ?? '')));
  }
  if (removed !== undefined) changed = withoutField(changed, removed);
  if (name !== undefined && value !== undefined) changed = withField(changed, name, encodeText(value));
  if (level !== undefined) changed = withField(changed, scl, String(level));
  for (const { path, as } of added) {
    if (as === 'To' || as === 'Cc') changed = withAddress(changed, as, formatPath(path));
  }
  return changed;
}

/** In the place of the first field of that name, and as the only one. */
export function withField(header: HeaderBlock, name: string, value: string): HeaderBlock {
  const field = headerField(name, value);
  const same = name.toLowerCase();
  let placed = false;
  const fields = header.fields.flatMap((known) => {
    if (known.name.toLowerCase() !== same) return [known];
    if (placed) return [];
    placed = true;
    return [field];
  });
  return placed ? new HeaderBlock(fields) : header.append(field);
}

export function withoutField(header: HeaderBlock, name: string): HeaderBlock {
  return header.without((field) => field.name.toLowerCase() === name.toLowerCase());
}

function withAddress(header: HeaderBlock, name: 'To' | 'Cc', address: string): HeaderBlock {
  const before = header.first(name);
  const value = before === undefined || before === '' ? address : `${before}, ${address}`;
  return withField(header, name, value);
}

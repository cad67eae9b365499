import type { Organization, TransportRule } from '@mailyard/directory';
import {
  decodeText,
  encodeText,
  headerField,
  outboundConnectorField,
  outboundRequireTlsField,
  type HeaderBlock,
  type HeaderField,
} from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';

import type { AddedRecipient } from './rule-copy.js';

const scl = 'X-MS-Exchange-Organization-SCL';

/** The header as a rule leaves it. */
export function actOnHeader(
  rule: TransportRule,
  header: HeaderBlock,
  { added, organization }: { readonly added: readonly AddedRecipient[]; readonly organization: Organization },
): HeaderBlock {
  const { PrependSubject: prefix, RemoveHeader: removed } = rule;
  let changed = header;
  if (prefix !== undefined) {
    const subject = prefix + decodeText(header.first('Subject') ?? '');
    changed = changed.set(headerField('Subject', encodeText(subject)));
  }
  if (removed !== undefined) changed = changed.withoutNamed(removed);
  for (const field of fieldsSetBy(rule, organization)) changed = changed.set(field);
  for (const { path, as } of added) {
    if (as === 'To' || as === 'Cc') changed = withAddress(changed, as, formatPath(path));
  }
  return changed;
}

function fieldsSetBy(rule: TransportRule, organization: Organization): readonly HeaderField[] {
  const { SetHeaderName: name, SetHeaderValue: value, SetSCL: level } = rule;
  const { RouteMessageOutboundConnector: connector } = rule;
  const guid = connector === undefined ? undefined : organization.sendConnectorNamed(connector)?.Guid;
  return [
    ...(name === undefined || value === undefined ? [] : [headerField(name, encodeText(value))]),
    ...(level === undefined ? [] : [headerField(scl, String(level))]),
    ...(rule.RouteMessageOutboundRequireTls === true ? [outboundRequireTlsField] : []),
    ...(guid === undefined ? [] : [outboundConnectorField(guid)]),
  ];
}

function withAddress(header: HeaderBlock, name: 'To' | 'Cc', address: string): HeaderBlock {
  const before = header.first(name);
  const value = before === undefined || before === '' ? address : `${before}, ${address}`;
  return header.set(headerField(name, value));
}

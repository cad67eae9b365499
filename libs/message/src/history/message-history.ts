import { formatPath, type Path, type ReversePath } from '@mailyard/smtp';

import { isNamed, unfoldedValue, type HeaderBlock, type HeaderField } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';
import { formatDateTime } from '../trace/date-time.js';
import { automaticMail, type AutomaticMail } from './automatic-mail.js';

/** What a message has been through before, as far as its way depends on it. Absent: nothing. */
export interface MessageHistory {
  readonly automatic?: AutomaticMail;
  /** Mailboxes that have forwarded it, see `forwardingMark`. */
  readonly forwardedBy?: readonly string[];
  /** Another server of the organization has resolved its recipients. */
  readonly resolved?: true;
  /** Guids of the groups that were expanded before it came here. */
  readonly expandedGroups?: readonly string[];
  /** What was approved for the group that it is for is approved for its members, too. */
  readonly bypassesModeration?: true;
  /** It leaves the organization within TLS, or waits. */
  readonly requiresTls?: true;
  /** Guid of the Send connector by which it leaves, whatever its address spaces are. */
  readonly outboundConnector?: string;
}

const forwardingLoop = 'X-MS-Exchange-ForwardingLoop';
const recipientsResolved = 'X-MS-Exchange-Organization-Recipients-Resolved';
const possibleDuplicate = 'X-MS-Exchange-Organization-Possible-Duplicate';
const leaseExpires = 'X-MS-Exchange-Organization-Lease-Expires';
const expansionHistory = 'X-MS-Exchange-Organization-Expansion-History';
const bypassModeration = 'X-MS-Exchange-Organization-Bypass-Child-Moderation';
const outboundRequireTls = 'X-MS-Exchange-Organization-Outbound-Require-Tls';
const outboundConnector = 'X-MS-Exchange-Organization-Outbound-Connector';
const historyNames = [
  forwardingLoop,
  recipientsResolved,
  expansionHistory,
  bypassModeration,
  outboundRequireTls,
  outboundConnector,
];

/** Undefined for almost every message. */
export function messageHistory(header: HeaderBlock, reversePath: ReversePath): MessageHistory | undefined {
  const automatic = automaticMail(header, reversePath);
  const fields = header.fields.filter((field) => historyNames.some((name) => isNamed(field, name)));
  if (automatic === undefined && fields.length === 0) return undefined;
  const valuesOf = (name: string): readonly string[] =>
    fields.filter((field) => isNamed(field, name)).map(unfoldedValue);
  const forwardedBy = valuesOf(forwardingLoop).map(
    (value) => value.split(';')[0]?.trim().toLowerCase() ?? '',
  );
  const expandedGroups = valuesOf(expansionHistory).flatMap((value) => value.split(/\s+/));
  return {
    ...(automatic && { automatic }),
    ...(forwardedBy.length > 0 && { forwardedBy }),
    ...(valuesOf(recipientsResolved).length > 0 && { resolved: true }),
    ...(expandedGroups.length > 0 && { expandedGroups }),
    ...(valuesOf(bypassModeration).length > 0 && { bypassesModeration: true }),
    ...wayOut(valuesOf),
  };
}

/** What mail flow rules have said of it. */
function wayOut(
  valuesOf: (name: string) => readonly string[],
): Pick<MessageHistory, 'requiresTls' | 'outboundConnector'> {
  const connector = valuesOf(outboundConnector).at(-1)?.trim();
  return {
    ...(valuesOf(outboundRequireTls).length > 0 && { requiresTls: true }),
    ...(connector !== undefined && { outboundConnector: connector }),
  };
}

/** How a mailbox is named in `forwardedBy`: an address that may be outside ASCII must not need SMTPUTF8 there. */
export function forwardingMark(mailbox: Path): string {
  return encodeURI(formatPath(mailbox)).toLowerCase();
}

/** The fields of a message that a mailbox forwards: who has resent it (RFC 5322 §3.6.6), and that it need not come back. */
export function forwardingFields(mailbox: Path, at: Date): string {
  const mark = forwardingMark(mailbox);
  const address = formatPath(mailbox);
  // An address outside ASCII would demand SMTPUTF8 of every host that comes.
  const resent =
    encodeURI(address) === address
      ? [headerField('Resent-From', `<${address}>`), headerField('Resent-Date', formatDateTime(at))]
      : [];
  return linesOf([...resent, headerField(forwardingLoop, mark)]);
}

/** By the order of a mail flow rule, for whichever of our servers the message leaves from. */
export const outboundRequireTlsField = headerField(outboundRequireTls, 'true');

/** The same of the way out: which Send connector. */
export function outboundConnectorField(guid: string): HeaderField {
  return headerField(outboundConnector, guid);
}

/** For the next server of the organization: the recipients are resolved. */
export const resolvedFields = linesOf([headerField(recipientsResolved, 'true')]);

/** For whoever stores the message: an earlier attempt may have got through, and nobody has heard of it. */
export const possibleDuplicateFields = linesOf([headerField(possibleDuplicate, 'true')]);

export function mayBeDuplicate(header: HeaderBlock): boolean {
  return header.first(possibleDuplicate) !== undefined;
}

/**
 * For whoever stores the message: until when, by the clocks of all machines, nobody else can have been given it to deliver.
 * In milliseconds since the epoch.
 */
export function leaseFields(expiresAt: number): string {
  return `${leaseExpires}: ${expiresAt}\r\n`;
}

/** Whoever sent it without such a word has it for ever. */
export function leaseExpiry(header: HeaderBlock): number {
  const field = header.first(leaseExpires);
  return field === undefined ? Infinity : Number(field);
}

/** For the server that expands a group: these were expanded before, and whether a moderator has approved for all in it. */
export function expansionFields(expandedGroups: readonly string[], bypassesModeration = false): string {
  return linesOf([
    ...(expandedGroups.length === 0 ? [] : [headerField(expansionHistory, expandedGroups.join(' '))]),
    ...(bypassesModeration ? [headerField(bypassModeration, 'true')] : []),
  ]);
}

function linesOf(fields: readonly { readonly raw: Buffer }[]): string {
  return fields.map(({ raw }) => raw.toString()).join('');
}

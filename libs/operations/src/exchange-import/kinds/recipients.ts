import type { Value } from '@mailyard/powershell';
import { isSameName, isSmtpAddress, smtpAddressKey } from '@mailyard/schema';

import { isEmpty, textOfValue } from '../values/exported-value.js';
import { listItems } from '../values/list-items.js';
import { CannotImport, type Draft, type ImportBasis } from './draft.js';

const lower = (...names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => name.toLowerCase()));

/** Parameters that name recipients. What restricts must not become nothing: then everybody could send. */
const naming = {
  ManagedBy: 'free',
  Manager: 'free',
  ForwardingAddress: 'free',
  AcceptMessagesOnlyFrom: 'restricts',
  AcceptMessagesOnlyFromDLMembers: 'restricts',
  AcceptMessagesOnlyFromSendersOrMembers: 'restricts',
  RejectMessagesFrom: 'free',
  RejectMessagesFromDLMembers: 'free',
  RejectMessagesFromSendersOrMembers: 'free',
  GrantSendOnBehalfTo: 'free',
  ModeratedBy: 'restricts',
  BypassModerationFrom: 'free',
  BypassModerationFromDLMembers: 'free',
  BypassModerationFromSendersOrMembers: 'free',
} as const;

/** Both halves of a list, which Exchange shows a third time as one. */
const halves = ['AcceptMessagesOnlyFrom', 'RejectMessagesFrom', 'BypassModerationFrom'];

export function isRestriction(parameter: string): boolean {
  return naming[parameter as keyof typeof naming] === 'restricts';
}

const own = lower(
  ...Object.keys(naming),
  'Name',
  'EmailAddresses',
  'PrimarySmtpAddress',
  'ArbitrationMailbox',
  'ExpansionServer',
);

/** What recipients of all kinds have in common. */
function recipient(draft: Draft, basis: ImportBasis, more: readonly string[] = []): void {
  draft.takeAll(new Set([...own, ...lower(...more)]));
  const address = draft.text('PrimarySmtpAddress').replace(/^smtp:/i, '');
  if (address !== '') draft.written['PrimarySmtpAddress'] = address;
  // Who has the address here is the same one, whatever the export calls him.
  draft.written['Name'] = (address && basis.names.nameOfAddress(address)) || draft.text('Name');
  takeAddresses(draft, basis, address);
  for (const parameter of Object.keys(naming)) takeNames(draft, basis, parameter);
  if (!/^$|SystemMailbox\{/.test(draft.text('ArbitrationMailbox'))) {
    draft.written['ArbitrationMailbox'] = basis.names.named(draft.text('ArbitrationMailbox'));
  }
  draft.leaveOut('ExpansionServer', 'whichever server has the message expands it');
}

/** Those of SMTP in domains of the organization; a contact may have the one outside as well. */
function takeAddresses(draft: Draft, basis: ImportBasis, primary: string): void {
  const value = draft.get('EmailAddresses');
  if (value === undefined || isEmpty(value)) return;
  const list = listItems(value, 'EmailAddresses');
  if ('unusable' in list) throw new CannotImport(`EmailAddresses: ${list.unusable}`);
  const external = draft.text('ExternalEmailAddress').replace(/^smtp:/i, '');
  const own = new Set([primary, external].filter(isSmtpAddress).map(smtpAddressKey));
  draft.written['EmailAddresses'] = list.items.flatMap((text) => {
    const address = /^(?:smtp:)?([^:]+@[^:]+)$/i.exec(text)?.[1] ?? '';
    const isOwn = isSmtpAddress(address) && own.has(smtpAddressKey(address));
    const reason = isOwn ? undefined : whyNot(address, basis);
    if (reason === undefined) return [address];
    draft.note('EmailAddresses', { value: text, reason });
    return [];
  });
}

function whyNot(address: string, { isAccepted }: ImportBasis): string | undefined {
  if (!isSmtpAddress(address)) return 'is no address of SMTP';
  return isAccepted(address.slice(address.lastIndexOf('@') + 1)) ? undefined : 'is in no accepted domain';
}

function takeNames(draft: Draft, { names }: ImportBasis, parameter: string): void {
  const value = draft.get(parameter);
  const isUnion =
    parameter.endsWith('SendersOrMembers') && halves.some((half) => isThere(draft, parameter, half));
  if (value === undefined || isUnion) return;
  if (isEmpty(value)) {
    draft.takeIfKnown(parameter, null);
    return;
  }
  const list = listItems(value, parameter);
  if ('unusable' in list) throw new CannotImport(`${parameter}: ${list.unusable}`);
  const here = list.items.filter((item) => !isRoleGroup(item)).map((item) => names.named(item));
  if (here.length > 0) draft.takeIfKnown(parameter, here);
}

function isThere(draft: Draft, parameter: string, half: string): boolean {
  return (
    parameter.startsWith(half) && [half, `${half}DLMembers`].some((name) => draft.get(name) !== undefined)
  );
}

/** Groups of administrators are no recipients. */
function isRoleGroup(name: string): boolean {
  return /(?:^|\/)(?:Organization Management|Recipient Management)$/i.test(name);
}

const systemTypes =
  /^(?:discovery|arbitration|monitoring|auditlog|auxauditlog|publicfolder|system|supervisoryreviewpolicy)mailbox$/i;
const systemNames = /^(?:SystemMailbox|HealthMailbox|FederatedEmail|DiscoverySearchMailbox|Migration\.)/i;

export function mailbox(draft: Draft, basis: ImportBasis): void {
  const type = draft.text('RecipientTypeDetails');
  if (systemTypes.test(type) || systemNames.test(draft.text('Name'))) {
    throw new CannotImport('is a mailbox that Exchange has for itself');
  }
  recipient(draft, basis, ['Database']);
  if (type !== '' && type !== 'UserMailbox') {
    draft.note('RecipientTypeDetails', { value: type, reason: 'becomes a mailbox like any other' });
  }
  const database = draft.text('Database');
  const known = databases(basis).find((name) => isSameName(name, lastPart(database)));
  if (known !== undefined) draft.written['Database'] = known;
  else draft.leaveOut('Database', 'is not here: a new mailbox is in DB01');
}

function databases({ organization: { objects } }: ImportBasis): readonly string[] {
  return [
    'DB01',
    ...objects.MailboxDatabases.map(({ Name }) => Name),
    ...objects.Mailboxes.map(({ Database }) => Database),
  ];
}

function lastPart(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
}

export function external(draft: Draft, basis: ImportBasis): void {
  recipient(draft, basis, ['RemoteRoutingAddress', 'RemoteRecipientType', 'RemoteMailboxRelease']);
  const remote: Value = draft.get('RemoteRoutingAddress') ?? null;
  if (!isEmpty(remote)) draft.written['ExternalEmailAddress'] = textOfValue(remote);
}

export function distributionGroup(draft: Draft, basis: ImportBasis): void {
  recipient(draft, basis, ['Members']);
}

/** Clauses that Exchange adds to every filter, about mailboxes of its own. */
const ownClauses =
  /\s+-and\s+\(-not\s?\((?:Name -like '(?:SystemMailbox|CAS_)\{\*'|RecipientTypeDetails(?:Value)? -eq '(?:\w*Mailbox|MailboxPlan|GuestMailUser)')\)\)/gi;

/** A filter of one's own, or one that is put together of the other parameters: never both. */
export function dynamicDistributionGroup(draft: Draft, basis: ImportBasis): void {
  const isPrecanned =
    draft.text('RecipientFilterType') === 'Precanned' ||
    !/^(?:None)?$/.test(draft.text('IncludedRecipients'));
  const others = ['RecipientFilter', ...(isPrecanned ? [] : ['IncludedRecipients'])];
  recipient(draft, basis, others);
  if (!isPrecanned) {
    draft.written['RecipientFilter'] = draft.text('RecipientFilter').replaceAll(ownClauses, '');
  }
  const [manager] = Array.isArray(draft.written['ManagedBy'])
    ? (draft.written['ManagedBy'] as readonly unknown[])
    : [];
  if (manager !== undefined) draft.written['ManagedBy'] = manager;
}

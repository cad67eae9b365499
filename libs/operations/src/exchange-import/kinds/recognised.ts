import type { ObjectKind } from '@mailyard/directory';

import type { ExportedObject } from '../files/export-file.js';
import { textOfValue } from '../values/exported-value.js';

/** What an exported object is: one of a kind of ours, or a part of one. */
export type ExportedNoun =
  | 'ReceiveConnector'
  | 'SendConnector'
  | 'ForeignConnector'
  | 'DeliveryAgentConnector'
  | 'ADPermission'
  | 'AcceptedDomain'
  | 'RemoteDomain'
  | 'TransportConfig'
  | 'TransportService'
  | 'FrontendTransportService'
  | 'MailboxTransportService'
  | 'Mailbox'
  | 'RemoteMailbox'
  | 'MailContact'
  | 'MailUser'
  | 'DistributionGroup'
  | 'DistributionGroupMember'
  | 'DynamicDistributionGroup'
  | 'TransportRule'
  | 'JournalRule'
  | 'ExchangeCertificate';

/** By the last word of the type’s name. */
const byType: Readonly<Record<string, ExportedNoun>> = {
  ReceiveConnector: 'ReceiveConnector',
  SmtpSendConnectorConfig: 'SendConnector',
  ForeignConnector: 'ForeignConnector',
  DeliveryAgentConnector: 'DeliveryAgentConnector',
  ADAcePresentationObject: 'ADPermission',
  AcceptedDomain: 'AcceptedDomain',
  DomainContentConfig: 'RemoteDomain',
  RemoteDomain: 'RemoteDomain',
  TransportConfigContainer: 'TransportConfig',
  TransportServer: 'TransportService',
  TransportService: 'TransportService',
  FrontendTransportServerPresentationObject: 'FrontendTransportService',
  FrontendTransportServer: 'FrontendTransportService',
  FrontendTransportService: 'FrontendTransportService',
  MailboxTransportServerPresentationObject: 'MailboxTransportService',
  MailboxTransportServer: 'MailboxTransportService',
  MailboxTransportService: 'MailboxTransportService',
  Mailbox: 'Mailbox',
  RemoteMailbox: 'RemoteMailbox',
  MailContact: 'MailContact',
  MailUser: 'MailUser',
  DistributionGroup: 'DistributionGroup',
  ReducedRecipient: 'DistributionGroupMember',
  DynamicDistributionGroup: 'DynamicDistributionGroup',
  Rule: 'TransportRule',
  JournalRuleObject: 'JournalRule',
  ExchangeCertificate: 'ExchangeCertificate',
};

/** What a recipient says of its own type. */
const byRecipientType: Readonly<Record<string, ExportedNoun>> = {
  usermailbox: 'Mailbox',
  sharedmailbox: 'Mailbox',
  roommailbox: 'Mailbox',
  equipmentmailbox: 'Mailbox',
  linkedmailbox: 'Mailbox',
  remoteusermailbox: 'RemoteMailbox',
  mailcontact: 'MailContact',
  mailuser: 'MailUser',
  mailuniversaldistributiongroup: 'DistributionGroup',
  mailuniversalsecuritygroup: 'DistributionGroup',
  mailnonuniversalgroup: 'DistributionGroup',
  dynamicdistributiongroup: 'DynamicDistributionGroup',
};

/** Columns that only one sort of objects has, the most telling first. */
const byColumns: readonly (readonly [ExportedNoun, readonly string[]])[] = [
  ['ReceiveConnector', ['Bindings', 'RemoteIPRanges']],
  ['ReceiveConnector', ['RemoteIPRanges', 'PermissionGroups']],
  ['SendConnector', ['AddressSpaces', 'SmartHosts']],
  ['SendConnector', ['AddressSpaces', 'DNSRoutingEnabled']],
  ['SendConnector', ['AddressSpaces', 'SourceTransportServers']],
  ['ADPermission', ['User', 'ExtendedRights']],
  ['AcceptedDomain', ['DomainName', 'DomainType']],
  ['RemoteDomain', ['DomainName', 'AllowedOOFType']],
  ['DynamicDistributionGroup', ['RecipientFilter', 'PrimarySmtpAddress']],
  ['MailUser', ['ExternalEmailAddress', 'UserPrincipalName']],
  ['MailContact', ['ExternalEmailAddress']],
  ['DistributionGroup', ['GroupType', 'PrimarySmtpAddress']],
  ['DistributionGroup', ['ManagedBy', 'PrimarySmtpAddress']],
  ['Mailbox', ['Database', 'PrimarySmtpAddress']],
  ['Mailbox', ['UserPrincipalName', 'PrimarySmtpAddress']],
  ['TransportRule', ['Priority', 'State', 'Mode']],
];

/** Names of the column that says whose member a row is. */
export const groupColumns = [
  'Group',
  'GroupName',
  'DistributionGroup',
  'Distribution Group',
  'DistributionGroupName',
];

/** By its type, else by its columns, else by the name of its file; undefined when none of them tells. */
export function recognised({ typeName, properties, file }: ExportedObject): ExportedNoun | undefined {
  const has = (name: string): boolean => properties.has(name);
  if (groupColumns.some(has)) return 'DistributionGroupMember';
  const known = byType[typeName.slice(typeName.lastIndexOf('.') + 1)];
  if (known !== undefined) return known;
  const type = ['RecipientTypeDetails', 'RecipientType'].map((name) =>
    textOfValue(properties.get(name)).toLowerCase(),
  );
  const recipient = type.map((each) => byRecipientType[each]).find((each) => each !== undefined);
  const columns = byColumns.find(([, names]) => names.every(has))?.[0];
  return recipient ?? columns ?? namedByFile(file);
}

/** `GetAcceptedDomain.csv`, `accepted-domains.csv`; a longer noun may have a shorter one in it. */
function namedByFile(file: string): ExportedNoun | undefined {
  const text = file
    .slice(file.lastIndexOf('/') + 1)
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase();
  return Object.values(byType)
    .toSorted((one, other) => other.length - one.length)
    .find((noun) => text.includes(noun.toLowerCase()));
}

export const kindOfNoun: Readonly<
  Record<
    Exclude<ExportedNoun, 'ADPermission' | 'DistributionGroupMember' | 'ExchangeCertificate'>,
    ObjectKind
  >
> = {
  ReceiveConnector: 'ReceiveConnectors',
  SendConnector: 'SendConnectors',
  ForeignConnector: 'ForeignConnectors',
  DeliveryAgentConnector: 'DeliveryAgentConnectors',
  AcceptedDomain: 'AcceptedDomains',
  RemoteDomain: 'RemoteDomains',
  TransportConfig: 'TransportSettings',
  TransportService: 'Servers',
  FrontendTransportService: 'Servers',
  MailboxTransportService: 'Servers',
  Mailbox: 'Mailboxes',
  RemoteMailbox: 'MailUsers',
  MailContact: 'MailContacts',
  MailUser: 'MailUsers',
  DistributionGroup: 'DistributionGroups',
  DynamicDistributionGroup: 'DynamicDistributionGroups',
  TransportRule: 'TransportRules',
  JournalRule: 'JournalRules',
};

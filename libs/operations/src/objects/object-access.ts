import type { ObjectKind } from '@mailyard/directory';

import type { Right } from '../rights/right.js';

interface ObjectAccess {
  /** What whoever looks at them needs; whoever may change them may look at them, too. */
  readonly read: Right;
  readonly change: Right;
  /** Whoever has this one may change them as well. */
  readonly alsoBy?: Right;
}

const configuration = (change: Right, alsoBy?: Right): ObjectAccess => ({
  read: 'View-Only Configuration',
  change,
  ...(alsoBy !== undefined && { alsoBy }),
});
const recipients = (change: Right): ObjectAccess => ({ read: 'View-Only Recipients', change });

/** Exchange's roles for each kind of objects; role groups have them. */
export const objectAccess: Readonly<Record<ObjectKind, ObjectAccess>> = {
  Servers: configuration('Exchange Servers', 'Transport Hygiene'),
  ReceiveConnectors: configuration('Receive Connectors'),
  InboundConnectors: configuration('Receive Connectors'),
  SendConnectors: configuration('Send Connectors'),
  DeliveryAgentConnectors: configuration('Exchange Connectors'),
  ForeignConnectors: configuration('Send Connectors'),
  AcceptedDomains: configuration('Remote and Accepted Domains'),
  RemoteDomains: configuration('Remote and Accepted Domains'),
  MailboxDatabases: configuration('Databases'),
  DirectorySources: configuration('Organization Configuration'),
  Mailboxes: recipients('Mail Recipients'),
  MailUsers: recipients('Mail Recipients'),
  MailContacts: recipients('Mail Recipients'),
  DistributionGroups: recipients('Distribution Groups'),
  DynamicDistributionGroups: recipients('Distribution Groups'),
  SystemMessages: configuration('Organization Transport Settings'),
  Credentials: recipients('Reset Password'),
  TransportRules: configuration('Transport Rules'),
  JournalRules: configuration('Journaling'),
  TransportAgents: configuration('Transport Agents'),
  TransportSettings: configuration('Organization Transport Settings'),
  ManagementScopes: configuration('Role Management'),
  RoleGroups: configuration('Role Management'),
  EdgeSyncServiceConfigs: configuration('Edge Subscriptions'),
  EdgeSubscriptions: configuration('Edge Subscriptions'),
};

import { brokenRules, type BrokenRule } from '@mailyard/schema';
import type { z } from 'zod';

import { acceptedDomains } from './accepted-domains/index.js';
import { credentials } from './credentials/index.js';
import { deliveryAgentConnectors } from './delivery-agent-connectors/index.js';
import { directorySources } from './directory-sources/index.js';
import { distributionGroups } from './distribution-groups/index.js';
import { edgeSyncServiceConfigs } from './edge-sync-service-configs/index.js';
import { edgeSubscriptions } from './edge-subscriptions/index.js';
import { dynamicDistributionGroups } from './dynamic-distribution-groups/index.js';
import { foreignConnectors } from './foreign-connectors/index.js';
import { inboundConnectors } from './inbound-connectors/index.js';
import type { Kind } from './kind.js';
import { identityText } from './lookup.js';
import { mailContacts } from './mail-contacts/index.js';
import { mailUsers } from './mail-users/index.js';
import { journalRules } from './journal-rules/index.js';
import { mailboxDatabases } from './mailbox-databases/index.js';
import { mailboxes } from './mailboxes/index.js';
import { managementScopes } from './management-scopes/index.js';
import { receiveConnectors } from './receive-connectors/index.js';
import { remoteDomains } from './remote-domains/index.js';
import { roleGroups } from './role-groups/index.js';
import { sendConnectors } from './send-connectors/index.js';
import { servers } from './servers/index.js';
import { systemMessages } from './system-messages/index.js';
import { transportAgents } from './transport-agents/index.js';
import { transportRules } from './transport-rules/index.js';
import { transportSettings } from './transport-settings/index.js';

/** Every kind of directory objects, in the order in which they are listed everywhere. */
const declarations = {
  Servers: servers,
  ReceiveConnectors: receiveConnectors,
  InboundConnectors: inboundConnectors,
  SendConnectors: sendConnectors,
  DeliveryAgentConnectors: deliveryAgentConnectors,
  ForeignConnectors: foreignConnectors,
  AcceptedDomains: acceptedDomains,
  RemoteDomains: remoteDomains,
  MailboxDatabases: mailboxDatabases,
  DirectorySources: directorySources,
  Mailboxes: mailboxes,
  MailUsers: mailUsers,
  MailContacts: mailContacts,
  DistributionGroups: distributionGroups,
  DynamicDistributionGroups: dynamicDistributionGroups,
  SystemMessages: systemMessages,
  Credentials: credentials,
  TransportRules: transportRules,
  JournalRules: journalRules,
  TransportAgents: transportAgents,
  TransportSettings: transportSettings,
  ManagementScopes: managementScopes,
  RoleGroups: roleGroups,
  EdgeSyncServiceConfigs: edgeSyncServiceConfigs,
  EdgeSubscriptions: edgeSubscriptions,
} as const satisfies Readonly<Record<string, Kind>>;

type Declarations = typeof declarations;

export type ObjectKind = keyof Declarations;

/** Everything that an organization consists of, a list a kind; of some kinds there is one object. */
export type OrganizationObjects = {
  readonly [K in ObjectKind]: readonly z.output<Declarations[K]['schema']>[];
};

export type DirectoryObject = OrganizationObjects[ObjectKind][number];

/** An object before its schema has judged it. */
export type ObjectInput<K extends ObjectKind> = z.input<Declarations[K]['schema']>;

export const kinds: Readonly<Record<ObjectKind, Kind<DirectoryObject>>> = declarations;

export const objectKinds = Object.keys(declarations) as readonly ObjectKind[];

/** Those that a text has. */
export const textKinds = objectKinds.filter((kind) => kinds[kind].isApart !== true);

/** A list a kind. */
export function listsOf(list: (kind: ObjectKind) => readonly DirectoryObject[]): OrganizationObjects {
  return Object.fromEntries(objectKinds.map((kind) => [kind, list(kind)])) as OrganizationObjects;
}

export const noObjects: OrganizationObjects = listsOf(() => []);

/** What people call an object; its Guid when there is one of its kind. Also of one that no schema has judged yet. */
export function nameOf(kind: ObjectKind, object: object): string {
  return identityText([kinds[kind].identity?.parameters.at(-1) ?? 'Guid'], object);
}

/** Its whole name, for titles: `MBX01\\Default MBX01`. */
export function titleOf(kind: ObjectKind, object: object): string {
  return identityText(kinds[kind].identity?.parameters ?? ['Guid'], object);
}

/** N3: the name is that of another object. */
export function takenNameRule(kind: ObjectKind, object: object): BrokenRule {
  const { identity, noun } = kinds[kind];
  const isOfServer = identity?.parameters.includes('Server') === true && 'Server' in object;
  // ReceiveConnector: a Receive connector.
  const words = noun.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const article = /^[aeiou]/i.test(words) ? 'an' : 'a';
  const owner = isOfServer ? String(object.Server) : 'The organization';
  return brokenRules.N3(owner, `${article} ${words}`, nameOf(kind, object));
}

/** What makes an object the same as one of another text or time: the name by which people know it, among its kind. */
export function identityKey(kind: ObjectKind, object: object): string {
  const { identity } = kinds[kind];
  return identity === undefined ? '' : identity.key(identityText(identity.parameters, object));
}

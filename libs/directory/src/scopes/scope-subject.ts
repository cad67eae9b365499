import { loginKey } from '@mailyard/schema';

import type { DirectoryObject, ObjectKind } from '../kinds/index.js';
import type { Lookup } from '../kinds/lookup.js';
import { userLogins } from '../kinds/recipients/user-logins.js';
import type { Written } from '../kinds/text-form.js';
import { isUser, recipientLists, type StoredRecipient } from '../recipients/recipient.js';
import type { KindedObject } from '../snapshot/object-lookup.js';

/** What a write is about, as scopes divide it. */
export type ScopeSubject =
  | { readonly kind: 'Recipient'; readonly recipient: StoredRecipient }
  | { readonly kind: 'Server'; readonly server: string }
  /** A login that is no recipient’s: as far as no scope of recipients reaches. */
  | { readonly kind: 'Recipients' }
  /** What is no server’s: as far as no scope of servers reaches. */
  | { readonly kind: 'Configuration' }
  /** Who may do what, and what is about recipients and servers alike. */
  | { readonly kind: 'Organization' };

/** Objects at the moment that is meant: before a change, or after it. */
export interface ScopeState {
  readonly lookup: Lookup;
  /** Those that the change puts. */
  readonly put: readonly KindedObject[];
}

type SubjectOf = (object: DirectoryObject, state: ScopeState) => ScopeSubject;

const recipient: SubjectOf = (object) => ({ kind: 'Recipient', recipient: object as StoredRecipient });
const server =
  (parameter: 'Name' | 'Server'): SubjectOf =>
  (object) => ({ kind: 'Server', server: String((object as Written)[parameter]) });
const configuration: SubjectOf = () => ({ kind: 'Configuration' });
const organization: SubjectOf = () => ({ kind: 'Organization' });

const subjects: Readonly<Record<ObjectKind, SubjectOf>> = {
  Servers: server('Name'),
  ReceiveConnectors: server('Server'),
  InboundConnectors: configuration,
  SendConnectors: configuration,
  DeliveryAgentConnectors: configuration,
  ForeignConnectors: configuration,
  AcceptedDomains: configuration,
  RemoteDomains: configuration,
  MailboxDatabases: server('Server'),
  DirectorySources: organization,
  Mailboxes: recipient,
  MailUsers: recipient,
  MailContacts: recipient,
  DistributionGroups: recipient,
  DynamicDistributionGroups: recipient,
  SystemMessages: configuration,
  Credentials: ofLogin,
  TransportRules: configuration,
  JournalRules: configuration,
  TransportAgents: configuration,
  TransportSettings: configuration,
  EdgeSyncServiceConfigs: organization,
  EdgeSubscriptions: organization,
  ManagementScopes: organization,
  RoleGroups: organization,
};

/** What an object of the directory is, as scopes divide it. */
export function subjectOf({ kind, object }: KindedObject, state: ScopeState): ScopeSubject {
  return subjects[kind](object, state);
}

/** A login is its mailbox’s or its mail user’s. */
function ofLogin(object: DirectoryObject, { lookup, put }: ScopeState): ScopeSubject {
  const login = 'Login' in object ? object.Login : '';
  const key = loginKey(login);
  const written = put.filter(({ kind }) => Object.hasOwn(recipientLists, kind));
  const made = written
    .map((each) => each.object as StoredRecipient)
    .find((each) => isUser(each) && loginKey(each.UserPrincipalName) === key);
  const [known] = lookup.find(userLogins, login);
  const owner = made ?? (known as StoredRecipient | undefined);
  return owner === undefined ? { kind: 'Recipients' } : { kind: 'Recipient', recipient: owner };
}

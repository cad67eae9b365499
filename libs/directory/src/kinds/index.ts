import { domainKey } from '@mailyard/smtp';
import type { z } from 'zod';

import { acceptedDomainSchema, type AcceptedDomain } from './accepted-domains/accepted-domain.js';
import { credentialSchema, type Credential } from './credentials/credential.js';
import { receiveConnectorSchema, type ReceiveConnector } from './receive-connectors/receive-connector.js';
import {
  distributionGroupSchema,
  mailboxSchema,
  type DistributionGroup,
  type Mailbox,
} from './mailboxes/recipient.js';
import { serverSchema, type Server } from './servers/server.js';
import { transportSettingsSchema, type TransportSettings } from './transport-settings/transport-settings.js';
import { loginKey } from '@mailyard/schema';
import { nameKey } from '@mailyard/schema';

/** Everything that an organization consists of, a list a kind; TransportSettings has exactly one member. */
export interface OrganizationObjects {
  readonly Servers: readonly Server[];
  readonly ReceiveConnectors: readonly ReceiveConnector[];
  readonly AcceptedDomains: readonly AcceptedDomain[];
  readonly Mailboxes: readonly Mailbox[];
  readonly DistributionGroups: readonly DistributionGroup[];
  readonly Credentials: readonly Credential[];
  readonly TransportSettings: readonly TransportSettings[];
}

export type ObjectKind = keyof OrganizationObjects;
export type DirectoryObject = OrganizationObjects[ObjectKind][number];

/** One schema an object: validation, defaults, types and docs/configuration.md come from it. */
export const objectSchemas = {
  Servers: serverSchema,
  ReceiveConnectors: receiveConnectorSchema,
  AcceptedDomains: acceptedDomainSchema,
  Mailboxes: mailboxSchema,
  DistributionGroups: distributionGroupSchema,
  Credentials: credentialSchema,
  TransportSettings: transportSettingsSchema,
} as const satisfies { readonly [K in ObjectKind]: z.ZodType<OrganizationObjects[K][number]> };

export const objectKinds = Object.keys(objectSchemas) as readonly ObjectKind[];

export const noObjects: OrganizationObjects = {
  Servers: [],
  ReceiveConnectors: [],
  AcceptedDomains: [],
  Mailboxes: [],
  DistributionGroups: [],
  Credentials: [],
  TransportSettings: [],
};

/** A list a kind, to be filled. */
export function emptyLists(): Record<ObjectKind, DirectoryObject[]> {
  return {
    Servers: [],
    ReceiveConnectors: [],
    AcceptedDomains: [],
    Mailboxes: [],
    DistributionGroups: [],
    Credentials: [],
    TransportSettings: [],
  };
}

/** What people call an object. */
export function nameOf({ Name, Login, Guid }: NamedObject): string {
  return Name ?? Login ?? Guid;
}

interface NamedObject {
  readonly Guid: string;
  readonly Name?: string;
  readonly Login?: string;
}

/** The object to which a path such as `Mailboxes`, 2, `Alias` leads. */
export function objectAt(
  objects: OrganizationObjects,
  [kind, index]: readonly (string | number)[],
): DirectoryObject | undefined {
  const list: readonly DirectoryObject[] =
    typeof kind === 'string' && Object.hasOwn(objects, kind) ? objects[kind as ObjectKind] : [];
  return typeof index === 'number' ? list[index] : undefined;
}

/** What makes an object the same as one of another text or time: the name by which people know it, among its kind. */
export function identityKey(kind: ObjectKind, object: object): string {
  const { Server, Name, Login } = object as Readonly<Record<string, unknown>>;
  if (kind === 'TransportSettings') return '';
  if (kind === 'Credentials') return loginKey(String(Login));
  const name = nameKey(String(Name));
  if (kind === 'ReceiveConnectors') return `${nameKey(String(Server))}\\${name}`;
  // Most bear the name of their domain, which has two forms.
  return kind === 'AcceptedDomains' ? domainKey(name) : name;
}

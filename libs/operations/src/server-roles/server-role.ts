import { kinds, objectKinds, type Organization } from '@mailyard/directory';
import type { ServerRole } from '@mailyard/service';

import { OperationError } from '../operation.js';

/** What the server is whose directory this is. */
export function serverRoleOf({ edge }: Pick<Organization, 'edge'>): ServerRole {
  return edge === undefined ? 'Mailbox' : 'Edge';
}

const nounsOfOrganizations = objectKinds.flatMap((kind) => {
  const { noun, organizationOnly = false }: { readonly noun: string; readonly organizationOnly?: boolean } =
    kinds[kind];
  return organizationOnly ? [noun] : [];
});

/** What else is for an organization alone. */
const others = {
  recipients: [
    'DistributionGroupMember',
    'DynamicDistributionGroupMember',
    'MailboxStatistics',
    'Recipient',
    'User',
    'DirectorySynchronization',
    'MessageTrackingReport',
  ],
  /** Applications send to hubs. */
  applications: ['SendToken', 'SentMessage'],
  services: ['FrontendTransportService', 'MailboxTransportService', 'OutboundConnector', 'RelayDevice'],
  betweenServers: [
    'QueueDigest',
    'ResubmitRequest',
    'Mailflow',
    'EdgeSynchronization',
    'EdgeSyncServiceConfig',
  ],
  /** Every administrator of an Edge may do everything. */
  roleGroups: ['RoleGroup', 'RoleGroupMember', 'ManagementRole', 'ManagementRoleAssignment'],
};

/** What operations and cmdlets are about that servers of one role alone have; what is in no list is on all servers. */
const nouns: Readonly<Record<ServerRole, ReadonlySet<string>>> = {
  Mailbox: new Set([...nounsOfOrganizations, ...Object.values(others).flat()]),
  Edge: new Set(),
};

const otherRole: Readonly<Record<ServerRole, ServerRole>> = { Mailbox: 'Edge', Edge: 'Mailbox' };

/** Whether a server of the role has the operation or the cmdlet of that name: `Get-Queue`. */
export function isOfRole(name: string, role: ServerRole): boolean {
  return !nouns[otherRole[role]].has(name.slice(name.indexOf('-') + 1));
}

/** An order that servers of the other role alone carry out. */
export class NotOfThisRole extends OperationError {
  override readonly name = 'NotOfThisRole';
}

/** Throws NotOfThisRole. */
export function requireRole(name: string, { edge }: Pick<Organization, 'edge'>): void {
  if (isOfRole(name, serverRoleOf({ edge }))) return;
  const here = edge === undefined ? 'this is a Mailbox server' : `${edge.Name} is an Edge Transport server`;
  const there = edge === undefined ? 'Edge Transport servers' : 'Mailbox servers';
  throw new NotOfThisRole(`there is no ${name} here: ${here}, and ${there} alone have it`);
}

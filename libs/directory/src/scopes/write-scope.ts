import { parseOpath } from '@mailyard/schema';

import type { Lookup } from '../kinds/lookup.js';
import { managementScopeNames, type ManagementScope } from '../kinds/management-scopes/management-scope.js';
import { isScoped, type Assignment } from '../kinds/role-groups/role-assignment.js';
import { serverIdentities, serverNames, type Server } from '../kinds/servers/server.js';
import { filterDemand, type Properties } from '../recipients/filter-demand.js';
import { recipientDemand } from '../recipients/filter-match.js';
import type { ScopeSubject } from './scope-subject.js';

/** Whether any of these assignments reaches what is to be changed. */
export function reaches(assignments: readonly Assignment[], subject: ScopeSubject, lookup: Lookup): boolean {
  switch (subject.kind) {
    case 'Recipient':
    case 'Server':
      return reachesObject(assignments, subject, lookup);
    case 'Recipients':
      return assignments.some(isWide('Recipient'));
    case 'Configuration':
      return assignments.some(isWide('Config'));
    case 'Organization':
      return assignments.some((assignment) => !isScoped(assignment));
  }
}

type Divided = 'Recipient' | 'Config';

const isWide = (divided: Divided) => (assignment: Assignment) =>
  assignment[`Custom${divided}WriteScope`] === undefined &&
  assignment[`Exclusive${divided}WriteScope`] === undefined;

/** What is in exclusive scopes is for those alone to whom one of them is assigned. */
function reachesObject(assignments: readonly Assignment[], subject: ScopeSubject, lookup: Lookup): boolean {
  const divided = subject.kind === 'Recipient' ? 'Recipient' : 'Config';
  const exclusive = Array.from(lookup.all(managementScopeNames)).filter(
    (scope) => scope.Exclusive && isWithin(subject, scope, lookup),
  );
  if (exclusive.length > 0) {
    return assignments.some((assignment) => {
      const scope = scopeOf(assignment[`Exclusive${divided}WriteScope`], lookup);
      return scope !== undefined && exclusive.includes(scope);
    });
  }
  return assignments.some((assignment) => {
    if (isWide(divided)(assignment)) return true;
    const scope = scopeOf(assignment[`Custom${divided}WriteScope`], lookup);
    return scope !== undefined && isWithin(subject, scope, lookup);
  });
}

function scopeOf(name: string | undefined, lookup: Lookup): ManagementScope | undefined {
  if (name === undefined) return undefined;
  const [scope] = lookup.find(managementScopeNames, name);
  return scope;
}

type Demand = (subject: ScopeSubject, lookup: Lookup) => boolean;

const demands = new WeakMap<ManagementScope, Demand>();

/** Of each scope what it demands is put together once. */
function isWithin(subject: ScopeSubject, scope: ManagementScope, lookup: Lookup): boolean {
  const demand = demands.get(scope) ?? demandOf(scope);
  demands.set(scope, demand);
  return demand(subject, lookup);
}

function demandOf({
  RecipientRestrictionFilter,
  ServerRestrictionFilter,
  ServerList,
}: ManagementScope): Demand {
  if (RecipientRestrictionFilter !== undefined) {
    const demand = recipientDemand(RecipientRestrictionFilter);
    return (subject) => subject.kind === 'Recipient' && demand(subject.recipient);
  }
  const ofServer =
    ServerRestrictionFilter === undefined
      ? listed(ServerList ?? [])
      : filterDemand(parseOpath(ServerRestrictionFilter), serverProperties);
  return (subject, lookup) => {
    if (subject.kind !== 'Server') return false;
    const [server] = lookup.find(serverNames, subject.server);
    return server !== undefined && ofServer(server);
  };
}

function listed(names: readonly string[]): (server: Server) => boolean {
  const keyOf = (text: string): string => serverIdentities.key(text);
  const keys = new Set(names.map(keyOf));
  return (server) => serverIdentities.texts(server).some((text) => keys.has(keyOf(text)));
}

const serverProperties: Properties<Server> = {
  valuesOf({ Name, Fqdn, ADSite }, property) {
    const known: Readonly<Record<string, string>> = {
      name: Name,
      fqdn: Fqdn,
      adsite: ADSite,
      serversite: ADSite,
    };
    const value = known[property.toLowerCase()];
    return value === undefined ? [] : [value];
  },
  // Exchange names a site by its distinguished name.
  comparable: (property, value) =>
    property.toLowerCase() === 'serversite' ? (/^CN=([^,]+),/i.exec(value ?? '')?.[1] ?? value) : value,
};

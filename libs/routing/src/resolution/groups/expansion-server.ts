import type { Group, Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

/** The host name of the server that expands a group in place of this one; it is told by its name, its host name or its Guid. */
export function expansionServerOf(
  { ExpansionServer: named }: Group,
  { servers }: Organization,
  ownServer: string,
): string | undefined {
  if (named === undefined) return undefined;
  const server = servers.find(({ Name, Fqdn, Guid }) =>
    [Name, Fqdn, Guid].some((each) => isSameName(each, named)),
  );
  return server === undefined || isSameName(server.Name, ownServer) ? undefined : server.Fqdn;
}

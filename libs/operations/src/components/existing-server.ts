import type { Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import { OperationError } from '../operation.js';

/** The server as the directory spells it. */
export function existingServer({ servers }: Pick<Organization, 'servers'>, name: string): string {
  const server = servers.find(({ Name, Fqdn }) => isSameName(Name, name) || isSameName(Fqdn, name));
  if (server === undefined) throw new OperationError(`no server ${name}`);
  return server.Name;
}

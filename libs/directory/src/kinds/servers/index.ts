import { serverSchema, type Server } from './server.js';
import { isSameName, nameKey } from '@mailyard/schema';
import { identityOf, type Kind } from '../kind.js';

export const serverNames = identityOf<Server>('names of servers', ['Name'], nameKey);

export const servers = {
  noun: 'TransportService',
  schema: serverSchema,
  identity: serverNames,
  indexes: [serverNames],

  // Its queues bear its name.
  respelled: (server, known) =>
    known !== undefined && isSameName(known.Name, server.Name) ? { ...server, Name: known.Name } : server,
} as const satisfies Kind<Server>;

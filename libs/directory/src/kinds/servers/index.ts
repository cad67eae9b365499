import { isSameName } from '@mailyard/schema';

import type { Kind } from '../kind.js';
import { serverText } from './server-text.js';
import { serverIdentities, serverNames, serverSchema, type Server } from './server.js';

export const servers = {
  noun: 'TransportService',
  schema: serverSchema,
  identity: serverNames,
  indexes: [serverNames, serverIdentities],
  text: serverText,

  // Its queues bear its name.
  respelled: (server, known) =>
    known !== undefined && isSameName(known.Name, server.Name) ? { ...server, Name: known.Name } : server,
} as const satisfies Kind<Server>;

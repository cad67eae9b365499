import { resolve } from 'node:path';

import { isSameName } from '@mailyard/schema';

import type { Kind, ObjectProblem } from '../kind.js';
import { serverText } from './server-text.js';
import { serverIdentities, serverNames, serverSchema, isOfEdge, type Server } from './server.js';
import { serverForm } from './server-form.js';

export const servers = {
  noun: 'TransportService',
  schema: serverSchema,
  identity: serverNames,
  indexes: [serverNames, serverIdentities],
  form: serverForm,
  text: serverText,
  fixed: [{ parameter: 'ServerRole', object: 'server' }],

  // Its queues bear its name.
  respelled: (server, known) =>
    known !== undefined && isSameName(known.Name, server.Name) ? { ...server, Name: known.Name } : server,

  *problems({ PickupDirectoryPath: pickup, ReplayDirectoryPath: replay }): Iterable<ObjectProblem> {
    if (pickup === undefined || pickup === '' || replay === undefined) return;
    if (resolve(pickup) !== resolve(replay)) return;
    yield { path: ['ReplayDirectoryPath'], reason: 'must be another folder than PickupDirectoryPath' };
  },

  *problemsOfAll(lookup): Iterable<ObjectProblem> {
    const count = [...lookup.all(serverNames)].length;
    if (count > 1 && isOfEdge(lookup)) {
      yield { path: [], reason: 'an Edge server shares its directory with no other server' };
    }
  },
} as const satisfies Kind<Server>;

import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { serverNamed } from '../objects/identity/object-identity.js';
import { OperationError } from '../operation.js';

/** Whose queues an order is about. */
export const ownServer = {
  server: z
    .string()
    .optional()
    .describe('Whose queues: those of the server that is asked; an order about others is refused.'),
};

type Place = Pick<OperationContext, 'directory' | 'server'>;

/** Undefined: the one that is asked. */
export function otherServer(named: string | undefined, { directory, server }: Place): string | undefined {
  if (named === undefined) return undefined;
  const name = serverNamed(named, directory.organization);
  return isSameName(name, server.name) ? undefined : name;
}

/** Messages of another server are ordered about there, where its hubs are. */
export function requireOwnServer(named: string | undefined, context: Place): void {
  const other = otherServer(named, context);
  if (other === undefined) return;
  throw new OperationError(
    `this is ${context.server.name}: what is in the queues of ${other} is ordered about in the admin centre of ${other}`,
  );
}

import {
  extendedRights,
  kinds,
  sendConnectorRights,
  titleOf,
  type Organization,
  type ReceiveConnector,
  type SendConnector,
} from '@mailyard/directory';

import { objectAccess } from '../objects/object-access.js';
import { OperationError } from '../operation.js';
import { requireRightOver } from '../rights/write-scope.js';
import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { ObjectNotFound, objectsNamed } from '../objects/identity/object-identity.js';

/** Kinds with an access control list, and the rights that it can have. */
export const permittedKinds = {
  ReceiveConnectors: extendedRights,
  SendConnectors: sendConnectorRights,
} as const;

export type PermittedKind = keyof typeof permittedKinds;

const kindNames = Object.keys(permittedKinds) as readonly PermittedKind[];

/** All rights that a list can have, each once. */
export const allExtendedRights = [...new Set(Object.values(permittedKinds).flat())] as [string, ...string[]];

export interface PermittedObject {
  readonly kind: PermittedKind;
  readonly object: ReceiveConnector | SendConnector;
}

/** The connector that is meant: no name stands for several. */
export function permittedObject(identity: string, organization: Organization): PermittedObject {
  const failures: ObjectNotFound[] = [];
  const found = kindNames.flatMap((kind): readonly PermittedObject[] => {
    try {
      const objects = objectsNamed(kind, identity, organization);
      return objects.map((object) => ({ kind, object: object as PermittedObject['object'] }));
    } catch (error) {
      if (!(error instanceof ObjectNotFound)) throw error;
      failures.push(error);
      return [];
    }
  });
  const [only, ...others] = found;
  if (only === undefined) {
    const suggestion = failures.find((failure) => failure.suggestion !== undefined)?.suggestion;
    throw new ObjectNotFound('connector', identity, { suggestion });
  }
  if (others.length > 0) {
    const titles = found.map(({ kind, object }) => `${kinds[kind].noun} ${titleOf(kind, object)}`);
    throw new OperationError(`${identity} may be ${titles.join(' or ')}: say which`);
  }
  return only;
}

/** The kind of the connector whose entries are to change: they are a parameter of it, so the role for it is needed as well. */
export function changedKind(
  { order, identity }: { readonly order: string; readonly identity: string },
  { directory: { organization } }: Pick<OperationContext, 'directory'>,
  caller: Caller,
): PermittedKind {
  const written = permittedObject(identity, organization);
  requireRightOver(order, objectAccess[written.kind].change, { written, caller, organization });
  return written.kind;
}

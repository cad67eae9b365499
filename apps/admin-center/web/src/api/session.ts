import type { SignedInView } from '@mailyard/operations';
import { useSuspenseQuery } from '@tanstack/react-query';

import type { OperationName } from './operations.js';
import { queries } from './queries.js';

export type Session = SignedInView;

/** Any operation, also those of the kinds of objects. */
export type Order = OperationName | `${'Get' | 'New' | 'Set' | 'Remove'}-${string}`;

/** Who has signed in: the frame is there only when that is known. */
export function useSession(): Session {
  return useSuspenseQuery(queries.session()).data;
}

export interface Permission {
  readonly allowed: boolean;
  /** Whose members may, where it is not allowed. */
  readonly roleGroups: readonly string[];
}

/** What the user may order. The server decides; here is mirrored what it would say. */
export function usePermission(order: Order): Permission {
  return permissionOf(useSession(), order);
}

export function permissionOf({ operations, withheld }: Session, order: Order): Permission {
  return { allowed: operations.includes(order), roleGroups: withheld[order] ?? [] };
}

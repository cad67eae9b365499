import type { SignedInView } from '@mailyard/operations';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import type { OperationName } from './operations.js';
import { useLiveState } from './live/use-live.js';
import { queries, queryClient } from './queries.js';

export type Session = SignedInView;

/** Any operation, also those of the kinds of objects. */
export type Order = OperationName | `${'Get' | 'New' | 'Set' | 'Remove'}-${string}`;

/** Who has signed in: the frame is there only when that is known. */
export function useSession(): Session {
  return useSuspenseQuery(queries.session()).data;
}

/** A stream that was cut may be one whose session has ended: asking leads to the form for signing in. */
export function useSessionCheck(): void {
  const { live } = useLiveState();
  const wasLive = useRef(false);
  useEffect(() => {
    if (wasLive.current && !live) void queryClient.invalidateQueries(queries.session());
    wasLive.current = live;
  }, [live]);
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

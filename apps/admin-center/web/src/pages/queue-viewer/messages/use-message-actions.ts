import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { api, queries, usePermission, useSession, type Permission } from '../../../api/index.js';
import {
  previewFrom,
  useMessageOrders,
  useShortcut,
  type Chosen,
  type List,
  type MessageOrder,
} from '../../../ui/index.js';
import { identityOf, type Message } from './message.js';

type OrderKind = 'Suspend' | 'Resume' | 'Retry' | 'Resubmit';

/** What is asked before it happens. */
export interface Asking {
  readonly chosen: Chosen;
  /** Undefined: to which server is not said yet. */
  readonly order: MessageOrder | undefined;
}

export interface MessageActions {
  /** So many are selected. */
  readonly count: number;
  readonly permission: Permission;
  readonly order: (kind: OrderKind) => void;
  readonly remove: () => void;
  readonly redirect: () => void;
  /** Servers that messages can go to. */
  readonly others: readonly string[];
  readonly hasOtherServers: boolean;
  /** Undefined: not just one is selected. */
  readonly open: (() => void) | undefined;
  readonly asking: Asking | undefined;
  readonly ask: (asking: Asking | undefined) => void;
}

/** Orders about what is selected: the messages by name, or all that the search has found. */
export function useMessageActions(list: List<Message>, search: string | undefined): MessageActions {
  const permission = usePermission('New-MessageOperation');
  const navigate = useNavigate();
  const [asking, ask] = useState<Asking>();
  const { order: orderAtOnce } = useMessageOrders();
  const others = useOtherServers();
  const { selection, count: total = 0 } = list;
  const isEverything = selection.isEverything === true;
  const count = isEverything ? total : selection.keys.size;
  const chosen: Chosen = isEverything
    ? { search: search ?? '' }
    : { ids: [...new Set([...selection.keys].map(identityOf))] };
  const mayOrder = permission.allowed && count > 0;
  const order = (kind: OrderKind): void => {
    if (!mayOrder) return;
    if (count > previewFrom) ask({ chosen, order: { kind } });
    else orderAtOnce({ chosen, kind });
  };
  const remove = (): void => {
    if (mayOrder) ask({ chosen, order: { kind: 'Remove' } });
  };
  const [one] = list.selectedRows;
  const open =
    one === undefined || count !== 1
      ? undefined
      : () => void navigate({ to: `/queue-viewer/messages/${one.internalId}` as never });
  useShortcut('r', () => order('Retry'));
  useShortcut('s', () => order('Suspend'));
  useShortcut('u', () => order('Resume'));
  useShortcut('Delete', remove);
  const redirect = (): void => ask({ chosen, order: undefined });
  const hasOtherServers = others.length > 0;
  return { count, permission, order, remove, redirect, others, hasOtherServers, open, asking, ask };
}

function useOtherServers(): readonly string[] {
  const { here } = useSession();
  const { data } = useQuery(queries.list('Servers', api.servers));
  const others =
    data?.rows.filter(({ Name, ServerRole }) => ServerRole !== 'Edge' && Name !== here.server) ?? [];
  return others.map(({ Name }) => Name);
}

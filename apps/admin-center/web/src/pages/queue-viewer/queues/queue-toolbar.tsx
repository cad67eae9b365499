import { useTexts } from '../../../text/index.js';
import { Action, Icon, ListToolbar, Menu, MenuItem, type List } from '../../../ui/index.js';
import { refusalOf, type Queue } from './queue.js';
import { queueTexts } from './queues.text.js';
import type { QueueOrders } from './use-queue-orders.js';

export interface QueueToolbarProps {
  readonly list: List<Queue>;
  readonly orders: QueueOrders;
  readonly onView: () => void;
  readonly onRemove: () => void;
}

export function QueueToolbar({ list, orders, onView, onRemove }: QueueToolbarProps) {
  const t = useTexts(queueTexts);
  const { selectedRows } = list;
  return (
    <ListToolbar label={t('toolbar')} list={list}>
      <Action
        label={t('view')}
        icon="queues"
        keys="Enter"
        isDisabled={selectedRows.length !== 1}
        onPress={onView}
      />
      <span className="divider" />
      <Orders rows={selectedRows} orders={orders} />
      <Action
        label={t('remove')}
        icon="remove"
        keys="Del"
        permission={orders.removal}
        reason={refusalOf('remove', selectedRows, t)}
        onPress={onRemove}
      />
      <span className="divider" />
      <MoreMenu rows={selectedRows} orders={orders} />
    </ListToolbar>
  );
}

function Orders({ rows, orders }: { readonly rows: readonly Queue[]; readonly orders: QueueOrders }) {
  const t = useTexts(queueTexts);
  const { permission, give } = orders;
  return (
    <>
      <Action
        label={t('retry')}
        icon="retry"
        keys="r"
        permission={permission}
        reason={refusalOf('retry', rows, t)}
        onPress={() => give('retry', rows)}
      />
      <Action
        label={t('suspend')}
        icon="pause"
        keys="s"
        permission={permission}
        reason={refusalOf('suspend', rows, t)}
        onPress={() => give('suspend', rows)}
      />
      <Action
        label={t('resume')}
        icon="play"
        keys="u"
        permission={permission}
        reason={refusalOf('resume', rows, t)}
        onPress={() => give('resume', rows)}
      />
    </>
  );
}

function MoreMenu({ rows, orders }: { readonly rows: readonly Queue[]; readonly orders: QueueOrders }) {
  const t = useTexts(queueTexts);
  return (
    <Menu button={<Icon name="more" />} label={t('more')}>
      <MenuItem
        label={t('resubmit')}
        icon="retry"
        isDisabled={!orders.permission.allowed || refusalOf('resubmit', rows, t) !== undefined}
        onAction={() => orders.give('resubmit', rows)}
      />
    </Menu>
  );
}

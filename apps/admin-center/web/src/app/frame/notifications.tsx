import { useQuery } from '@tanstack/react-query';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';

import { api, queries, queryClient, useLive, usePermission, type OutputOf } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import {
  AttentionLink,
  Button,
  Icon,
  StateSign,
  toasts,
  useAttentionWords,
  useEarlierToasts,
  type State,
} from '../../ui/index.js';
import { appTexts } from '../app.text.js';

type Notification = OutputOf<'Get-Notification'>['rows'][number];

const shownMax = 50;
const states = {
  NeedsPerson: 'bad',
  TriesAgain: 'warn',
  Held: 'held',
  Done: 'good',
} as const satisfies Record<Notification['state'], State>;
const query = queries.run('Get-Notification', { limit: shownMax });

/** What began and what ended in the last 30 days, and how much of it this account has not read. */
export function Notifications() {
  const t = useTexts(appTexts);
  const { allowed } = usePermission('Get-Notification');
  const { data } = useQuery({ ...query, enabled: allowed });
  const earlier = useEarlierToasts();
  useLive(allowed ? 'notifications' : undefined, (message) => {
    if (message.say !== 'problem') void queryClient.invalidateQueries({ queryKey: query.queryKey });
  });
  if (!allowed) return null;
  const unread = (data?.unread ?? 0) + earlier.length;
  return (
    <DialogTrigger>
      <AriaButton className="button bell" data-square aria-label={t('notificationsUnread', { unread })}>
        <Icon name="bell" />
        {unread > 0 && <span className="count">{unread > 99 ? '99+' : unread}</span>}
      </AriaButton>
      <Popover className="popover notifications" placement="bottom end">
        <Dialog className="dialog">
          <header>
            <Heading slot="title" level={2}>
              {t('notifications')}
            </Heading>
            <Button kind="plain" onPress={() => void markRead()}>
              {t('markRead')}
            </Button>
          </header>
          <EarlierToasts earlier={earlier} />
          <NotificationList rows={data?.rows ?? []} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

async function markRead(): Promise<void> {
  toasts.forgetEarlier();
  try {
    await api.run('Set-MyNotification', {});
    await queryClient.invalidateQueries({ queryKey: query.queryKey });
  } catch (error) {
    toasts.show(error instanceof Error ? error.message : String(error), 'bad');
  }
}

/** What gave way to newer toasts before it was read. */
function EarlierToasts({ earlier }: { readonly earlier: ReturnType<typeof useEarlierToasts> }) {
  const t = useTexts(appTexts);
  const format = useFormat();
  if (earlier.length === 0) return null;
  return (
    <ul aria-label={t('earlierToasts')}>
      {earlier.map(({ id, text, tone, at }) => (
        <li key={id} data-unread>
          <StateSign state={tone} />
          <div>
            {text}
            <p className="dim">{format.relative(at)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function NotificationList({ rows }: { readonly rows: readonly Notification[] }) {
  const words = useAttentionWords();
  const t = useTexts(appTexts);
  const format = useFormat();
  if (rows.length === 0) return <p className="dim">{t('noNotifications')}</p>;
  return (
    <ul>
      {rows.map(({ id, code, subject, reason, state, page, at, endedAt, isRead }) => (
        <li key={id} {...(!isRead && { 'data-unread': true })}>
          <StateSign state={endedAt === undefined ? states[state] : 'good'} />
          <div>
            <AttentionLink page={page}>
              <strong>{subject}</strong>
            </AttentionLink>{' '}
            {words({ code, next: '' }).kind}{' '}
            <span className="clamped" title={format.timesIn(reason)}>
              {format.timesIn(reason)}
            </span>
            <p className="dim" title={format.dateTime(at)}>
              {endedAt === undefined || state === 'Done'
                ? format.relative(at)
                : t('overSince', { began: format.relative(at), ended: format.relative(endedAt) })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

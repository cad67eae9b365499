import type { Format } from '../../../text/index.js';
import { LiveText, StateBadge, type Column } from '../../../ui/index.js';
import { stateOf, type Queue, type QueueT } from './queue.js';

export function queueColumns(t: QueueT, format: Format): readonly Column<Queue>[] {
  return [
    ...where(t),
    ...standard(t, format),
    ...more(t, format).map((column) => ({ ...column, isMore: true })),
  ];
}

function where(t: QueueT): readonly Column<Queue>[] {
  return [
    {
      id: 'domain',
      head: t('nextHopDomain'),
      width: 'minmax(150px, 1.6fr)',
      line: 1,
      sortBy: ({ nextHopDomain }) => nextHopDomain,
      render: ({ nextHopDomain, connector }) => (
        <>
          {nextHopDomain}
          {/* A smart host has a queue for each connector. */}
          {connector !== '' && nextHopDomain.startsWith('[') && <span className="dim"> {connector}</span>}
        </>
      ),
    },
    {
      id: 'type',
      head: t('deliveryType'),
      width: 'minmax(92px, 1fr)',
      inDetails: true,
      sortBy: ({ deliveryType }) => deliveryType,
      render: ({ deliveryType }) => deliveryType,
    },
    {
      id: 'status',
      head: t('status'),
      width: '104px',
      line: 1,
      sortBy: ({ status }) => status,
      render: (queue) => <StateBadge state={stateOf(queue)}>{queue.status}</StateBadge>,
    },
  ];
}

function standard(t: QueueT, format: Format): readonly Column<Queue>[] {
  return [
    {
      id: 'messages',
      head: t('messageCount'),
      width: '96px',
      isNumber: true,
      line: 2,
      sortBy: ({ messageCount }) => messageCount,
      render: ({ name, messageCount }) => <LiveText of={name}>{format.number(messageCount)}</LiveText>,
    },
    {
      id: 'oldest',
      head: t('oldest'),
      width: '96px',
      inDetails: true,
      sortBy: ({ oldestMessageTime = Infinity }) => oldestMessageTime,
      text: ({ oldestMessageTime }) => isoOf(oldestMessageTime),
      render: ({ oldestMessageTime }) => <Moment at={oldestMessageTime} format={format} />,
    },
    {
      id: 'velocity',
      head: t('velocity'),
      width: '80px',
      isNumber: true,
      inDetails: true,
      sortBy: ({ velocity }) => velocity,
      render: ({ name, velocity }) => <LiveText of={name}>{signed(velocity, format)}</LiveText>,
    },
    {
      id: 'next',
      head: t('nextRetry'),
      width: '104px',
      line: 2,
      sortBy: ({ nextRetryTime = Infinity }) => nextRetryTime,
      text: ({ nextRetryTime }) => isoOf(nextRetryTime),
      render: ({ nextRetryTime }) => <Moment at={nextRetryTime} format={format} />,
    },
    {
      id: 'error',
      head: t('lastError'),
      width: 'minmax(120px, 2.4fr)',
      sortBy: ({ lastError = '' }) => lastError,
      render: ({ lastError, waitReason }) => (
        <span title={lastError ?? waitReason}>{lastError ?? waitReason}</span>
      ),
    },
  ];
}

function more(t: QueueT, format: Format): readonly Column<Queue>[] {
  const time = (id: string, head: string, of: (queue: Queue) => number | undefined): Column<Queue> => ({
    id,
    head,
    width: '112px',
    sortBy: (queue) => of(queue) ?? Infinity,
    text: (queue) => isoOf(of(queue)),
    render: (queue) => <Moment at={of(queue)} format={format} />,
  });
  const number = (id: string, head: string, of: (queue: Queue) => number): Column<Queue> => ({
    id,
    head,
    width: '88px',
    isNumber: true,
    sortBy: of,
    render: (queue) => <LiveText of={queue.name}>{format.number(of(queue))}</LiveText>,
  });
  const words = (id: string, head: string, of: (queue: Queue) => string): Column<Queue> => ({
    id,
    head,
    width: 'minmax(104px, 1fr)',
    sortBy: of,
    render: of,
  });
  return [
    words('identity', t('identity'), ({ identity }) => identity),
    words('connector', t('connector'), ({ connector }) => connector),
    words('category', t('category'), ({ nextHopCategory }) => nextHopCategory),
    number('in', t('incomingRate'), ({ incomingRate }) => perMinute(incomingRate)),
    number('out', t('outgoingRate'), ({ outgoingRate }) => perMinute(outgoingRate)),
    number('retries', t('retryCount'), ({ retryCount }) => retryCount),
    time('last', t('lastRetry'), ({ lastRetryTime }) => lastRetryTime),
    time('first', t('firstRetry'), ({ firstRetryTime }) => firstRetryTime),
    number('deferred', t('deferred'), ({ delayedCount }) => delayedCount),
    words('tls', t('tlsDomain'), ({ tlsDomain = '' }) => tlsDomain),
    words('priorities', t('priorities'), ({ messageCountsPerPriority: { High, Normal, Low } }) =>
      [High, Normal, Low].map((count) => format.number(count)).join(' · '),
    ),
  ];
}

/** The server counts in messages a second. */
export function perMinute(rate: number): number {
  return Math.round(rate * 60);
}

export function signed(velocity: number, format: Format): string {
  const value = Math.round(velocity * 100) / 100;
  return value > 0 ? `+${format.number(value)}` : format.number(value);
}

function Moment({ at, format }: { readonly at: number | undefined; readonly format: Format }) {
  if (at === undefined) return <span className="dim">–</span>;
  return <span title={format.dateTime(at)}>{format.relative(at)}</span>;
}

function isoOf(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}

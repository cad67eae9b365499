import type { Format } from '../../../text/index.js';
import { Address, shown, StateBadge, type Column } from '../../../ui/index.js';
import { outcomesOf, stateOf, type Tracked, type TrackingT } from './tracked.js';

export function trackingColumns(t: TrackingT, format: Format): readonly Column<Tracked>[] {
  return [...who(t, format), ...what(t, format)];
}

function who(t: TrackingT, format: Format): readonly Column<Tracked>[] {
  return [
    {
      id: 'time',
      head: t('time'),
      width: '148px',
      line: 2,
      sortBy: ({ firstAt }) => firstAt,
      text: ({ firstAt }) => new Date(firstAt).toISOString(),
      render: ({ firstAt }) => (
        <span title={format.dateTime(firstAt)}>{`${format.day(firstAt)}, ${format.time(firstAt)}`}</span>
      ),
    },
    {
      id: 'sender',
      head: t('sender'),
      width: 'minmax(148px, 1.2fr)',
      line: 1,
      text: ({ sender }) => sender,
      render: ({ sender }) => <Address address={sender} />,
    },
    {
      id: 'recipients',
      head: t('recipients'),
      width: 'minmax(160px, 1.4fr)',
      text: ({ recipients }) => recipients.map(({ address }) => address).join(' '),
      render: ({ recipients }) => {
        const [first] = recipients;
        const count = recipients.length - 1;
        if (first === undefined) return null;
        if (count === 0) return <Address address={first.address} />;
        return <Address address={first.address} also={t('moreRecipients', { count })} />;
      },
    },
  ];
}

function what(t: TrackingT, format: Format): readonly Column<Tracked>[] {
  return [
    {
      id: 'subject',
      head: t('subject'),
      width: 'minmax(96px, 1.6fr)',
      line: 2,
      text: ({ subject }) => subject,
      render: ({ subject }) => <span title={shown(subject)}>{shown(subject)}</span>,
    },
    {
      id: 'last',
      head: t('lastEvent'),
      width: 'minmax(132px, 1fr)',
      line: 1,
      text: (row) =>
        outcomesOf(row)
          .map(([{ state }, count]) => `${count} ${state}`)
          .join(', '),
      render: (row) => <Outcome row={row} t={t} />,
    },
    {
      id: 'where',
      head: t('where'),
      width: 'minmax(72px, 0.6fr)',
      text: ({ servers }) => servers.join(' '),
      render: ({ servers }) => servers.join(', '),
    },
    {
      id: 'size',
      head: t('size'),
      width: '72px',
      isNumber: true,
      text: ({ totalBytes }) => String(totalBytes),
      render: ({ totalBytes }) => format.size(totalBytes),
    },
  ];
}

/** The worst that has become of a recipient, and how many others there are. */
export function Outcome({ row, t }: { readonly row: Tracked; readonly t: TrackingT }) {
  const outcomes = outcomesOf(row);
  const [worst] = outcomes;
  if (worst === undefined) return null;
  const [recipient] = worst;
  const text =
    outcomes.length === 1
      ? t(recipient.state)
      : outcomes.map(([{ state }, count]) => t('ofRecipients', { count, state: t(state) })).join(', ');
  return <StateBadge state={stateOf(recipient)}>{text}</StateBadge>;
}

import type { Format } from '../../../text/index.js';
import { Address, shown, StateBadge, type Column } from '../../../ui/index.js';
import { stateOf, type Message, type MessageT } from './message.js';
import type { Property } from './message-query.js';

/** The server sorts by these. */
const properties: Readonly<Record<string, Property>> = {
  from: 'FromAddress',
  recipients: 'Recipients',
  subject: 'Subject',
  status: 'Status',
  size: 'Size',
  received: 'DateReceived',
  next: 'NextRetryTime',
  error: 'LastError',
  queue: 'Queue',
  source: 'MessageSourceName',
  ip: 'SourceIP',
  scl: 'SCL',
  expires: 'ExpirationTime',
  retries: 'RetryCount',
  priority: 'Priority',
  id: 'InternalMessageId',
  msgid: 'InternetMessageId',
  latency: 'MessageLatency',
  direction: 'Directionality',
  defer: 'DeferReason',
  held: 'HeldBy',
};

export function propertyOfColumn(id: string): Property | undefined {
  return properties[id];
}

export function messageColumns(t: MessageT, format: Format): readonly Column<Message>[] {
  return [
    ...who(t),
    ...standard(t, format),
    ...more(t, format).map((column) => ({ ...column, isMore: true })),
  ];
}

function who(t: MessageT): readonly Column<Message>[] {
  return [
    {
      id: 'from',
      head: t('from'),
      width: 'minmax(176px, 1.3fr)',
      line: 1,
      sortBy: ({ from }) => from,
      render: ({ from }) => <Address address={from} />,
    },
    {
      id: 'recipients',
      head: t('recipients'),
      width: 'minmax(176px, 1.4fr)',
      line: 2,
      sortBy: ({ recipients }) => recipients.join(' '),
      render: ({ recipients, recipientCount }) => <Recipients {...{ recipients, recipientCount, t }} />,
    },
    {
      id: 'subject',
      head: t('subject'),
      width: 'minmax(96px, 1.5fr)',
      sortBy: ({ subject }) => subject,
      render: ({ subject }) => <span title={shown(subject)}>{shown(subject)}</span>,
    },
  ];
}

function standard(t: MessageT, format: Format): readonly Column<Message>[] {
  return [
    {
      id: 'status',
      head: t('status'),
      width: '124px',
      line: 1,
      sortBy: ({ status }) => status,
      render: (message) => <StateBadge state={stateOf(message)}>{message.status}</StateBadge>,
    },
    {
      id: 'size',
      head: t('size'),
      width: '72px',
      isNumber: true,
      inDetails: true,
      sortBy: ({ sizeBytes }) => Math.ceil(sizeBytes / 1024),
      render: ({ sizeBytes }) => format.number(Math.ceil(sizeBytes / 1024)),
    },
    timeColumn(
      { id: 'received', head: t('received'), of: ({ receivedAt }) => receivedAt || undefined },
      format,
    ),
    {
      ...timeColumn({ id: 'next', head: t('next'), of: ({ nextRetryTime }) => nextRetryTime }, format),
      line: 2,
      inDetails: true,
    },
    {
      id: 'error',
      head: t('lastError'),
      width: 'minmax(96px, 1.6fr)',
      inDetails: true,
      sortBy: ({ lastError = '' }) => lastError,
      render: ({ lastError }) => <span title={lastError}>{lastError}</span>,
    },
  ];
}

interface TimeColumn {
  readonly id: string;
  readonly head: string;
  readonly of: (message: Message) => number | undefined;
}

function timeColumn({ id, head, of }: TimeColumn, format: Format): Column<Message> {
  return {
    id,
    head,
    width: '100px',
    sortBy: (message) => of(message) ?? 0,
    text: (message) => new Date(of(message) ?? 0).toISOString(),
    render: (message) => {
      const at = of(message);
      if (at === undefined) return <span className="dim">–</span>;
      return <span title={format.dateTime(at)}>{format.relative(at)}</span>;
    },
  };
}

function more(t: MessageT, format: Format): readonly Column<Message>[] {
  const words = (id: string, head: string, of: (message: Message) => string): Column<Message> => ({
    id,
    head,
    width: 'minmax(104px, 1fr)',
    sortBy: of,
    render: (message) => <span title={of(message)}>{of(message)}</span>,
  });
  const number = (
    id: string,
    head: string,
    of: (message: Message) => number | undefined,
  ): Column<Message> => ({
    id,
    head,
    width: '80px',
    isNumber: true,
    sortBy: (message) => of(message) ?? '',
    render: (message) => {
      const value = of(message);
      return value === undefined ? '–' : format.number(value);
    },
  });
  return [
    words('queue', t('queue'), ({ queue }) => queue),
    words('source', t('source'), ({ source }) => source),
    words('ip', t('sourceIp'), ({ client }) => client),
    number('scl', t('scl'), ({ scl }) => scl),
    timeColumn({ id: 'expires', head: t('expires'), of: ({ expirationTime }) => expirationTime }, format),
    number('retries', t('retries'), ({ attempts }) => attempts),
    words('priority', t('priority'), ({ priority }) => priority),
    words('id', t('internalId'), ({ internalId }) => internalId),
    words('msgid', t('messageId'), ({ messageId }) => messageId),
    number('latency', t('latency'), ({ latencyMs }) => latencyMs / 1_000),
    words('direction', t('direction'), ({ directionality }) => directionality),
    words('defer', t('deferReason'), ({ deferReason }) => deferReason),
    words('held', t('heldBy'), ({ heldBy = '' }) => heldBy),
  ];
}

function Recipients({
  recipients,
  recipientCount,
  t,
}: Pick<Message, 'recipients' | 'recipientCount'> & { readonly t: MessageT }) {
  const [first = ''] = recipients;
  if (recipientCount <= 1) return <Address address={first} />;
  return <Address address={first} also={t('moreRecipients', { count: recipientCount - 1 })} />;
}

import type { TrackingEventView } from '@mailyard/operations/tracking/event-view';
import { getMessageTrackingLog } from '@mailyard/operations/tracking/get-message-tracking-log';
import { getMessageTrackingReport } from '@mailyard/operations/tracking/get-message-tracking-report';
import { searchMessageTrackingReport } from '@mailyard/operations/tracking/search-message-tracking-report';
import { lateEvents } from '@mailyard/operations/tracking/tracking-input';

import {
  CommandError,
  noOperand,
  numberOption,
  oneOperand,
  type CommandLine,
  type Option,
} from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table, timeText, visible } from '../../table.js';

interface Criterion extends Option {
  readonly property: string;
}

/** Each is a criterion of the search; all that are given hold. */
const criteria: readonly Criterion[] = [
  { name: 'start', property: 'start', value: 'TIME', help: 'Not before: 2026-10-01T08:00Z.' },
  { name: 'end', property: 'end', value: 'TIME', help: 'Not after.' },
  { name: 'sender', property: 'sender', value: 'ADDRESS', help: 'Or *@contoso.com.' },
  { name: 'recipient', property: 'recipients', value: 'ADDRESS', multiple: true, help: 'Any of them.' },
  { name: 'message-id', property: 'messageId', value: 'ID', help: 'Of the header.' },
  { name: 'network-message-id', property: 'networkMessageId', value: 'GUID', help: 'Of all copies.' },
  { name: 'internal-message-id', property: 'internalMessageId', value: 'ID', help: 'Of a server.' },
  {
    name: 'subject',
    property: 'messageSubject',
    value: 'WORDS',
    help: 'All of them; invoi* for a beginning.',
  },
  { name: 'event', property: 'eventId', value: 'EVENT', multiple: true, help: 'RECEIVE, DELIVER, FAIL, …' },
  { name: 'source', property: 'source', value: 'SOURCE', multiple: true, help: 'SMTP, STOREDRIVER, DSN, …' },
  { name: 'server', property: 'server', value: 'NAME', multiple: true, help: 'Whose log.' },
  { name: 'connector', property: 'connectorId', value: 'NAME', multiple: true, help: 'As the log names it.' },
  { name: 'client', property: 'clientAddress', value: 'ADDRESS', help: 'Or a network, 192.168.5.0/24.' },
  { name: 'reference', property: 'reference', value: 'TEXT', help: 'What the event is about besides.' },
];

const page: readonly Option[] = [
  { name: 'limit', value: 'N', help: 'At most so many; default 100.' },
  { name: 'offset', value: 'N', help: 'Leaves out the first ones.' },
  { name: 'oldest-first', help: 'Instead of the newest first.' },
];

const options: readonly Option[] = [...criteria, ...page];

function searchInput(line: CommandLine): unknown {
  noOperand(line);
  const given = criteria.flatMap(({ name, property, multiple }) => {
    const values = line.values(name);
    return values.length === 0 ? [] : [[property, multiple === true ? values : values[0]] as const];
  });
  const sought = Object.fromEntries(given);
  return {
    ...sought,
    ...time(sought, 'start'),
    ...time(sought, 'end'),
    resultSize: numberOption(line, 'limit') ?? 100,
    offset: numberOption(line, 'offset') ?? 0,
    order: line.has('oldest-first') ? 'oldest first' : 'newest first',
  };
}

function time(sought: Readonly<Record<string, unknown>>, name: 'start' | 'end') {
  const text = sought[name];
  if (typeof text !== 'string') return {};
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return { [name]: at };
  throw new CommandError(`--${name} must be a time such as 2026-10-01T08:00Z, not ${text}`);
}

interface Counted {
  readonly rows: readonly unknown[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly waitingSince?: number | undefined;
}

function counted({ rows, total, totalIsExact, waitingSince }: Counted): readonly string[] {
  const all = totalIsExact ? String(total) : `more than ${total}`;
  const cut = rows.length === total && totalIsExact ? [] : ['', `${rows.length} of ${all}`];
  return waitingSince === undefined ? cut : [...cut, '', lateEvents(waitingSince)];
}

/** Why it was moved says more than what its recipients had been told before. */
const moves = new Set(['RESUBMIT', 'POISONMESSAGE', 'REDIRECT']);

function events(rows: readonly TrackingEventView[]): readonly string[] {
  return table(rows, [
    ['Timestamp', ({ Timestamp }) => Timestamp],
    ['Server', ({ ServerLog }) => ServerLog],
    ['EventId', ({ EventId }) => EventId],
    ['Source', ({ Source }) => Source],
    ['Sender', ({ Sender }) => Sender],
    [
      'Recipients',
      ({ Recipients: [first = '', ...more] }) => (more.length > 0 ? `${first} +${more.length}` : first),
    ],
    ['ConnectorId', ({ ConnectorId }) => ConnectorId],
    ['Subject', ({ MessageSubject }) => MessageSubject.slice(0, 40)],
    [
      'SourceContext',
      ({ EventId, SourceContext, RecipientStatus: [status] }) =>
        (moves.has(EventId) ? SourceContext : (status ?? SourceContext)).slice(0, 80),
    ],
  ]);
}

export const trackingCommands = [
  operationCommand({
    name: 'tracking search',
    options,
    operation: searchMessageTrackingReport,
    input: searchInput,
    show: (found) => [
      ...table(found.rows, [
        ['First event', ({ firstAt }) => timeText(firstAt)],
        ['Sender', ({ sender }) => sender],
        ['Subject', ({ subject }) => subject.slice(0, 40)],
        [
          'Recipients',
          ({ recipients: [first, ...more] }) =>
            `${first === undefined ? '' : `${first.address}: ${first.state}`}${more.length > 0 ? ` +${more.length}` : ''}`,
        ],
        ['Network message id', ({ key }) => key],
      ]),
      ...counted(found),
    ],
  }),
  operationCommand({
    name: 'tracking events',
    options,
    operation: getMessageTrackingLog,
    input: searchInput,
    show: (found) => [...events(found.rows), ...counted(found)],
  }),
  operationCommand({
    name: 'tracking message',
    operands: 'ID',
    operation: getMessageTrackingReport,
    input: (line) => ({ identity: oneOperand(line, 'ID') }),
    show: ({ message, events: rows, related, gaps }) => [
      `Subject     ${visible(message.subject)}`,
      `Sender      ${visible(message.sender)}`,
      `Message-ID  ${visible(message.messageId)}`,
      ...message.recipients.map(({ address, state, status }) =>
        visible(`Recipient   ${address}: ${state} ${status}`),
      ),
      ...related.map(({ relation, message: other }) =>
        visible(`${relation.padEnd(12)}${other.key} ${other.subject}`),
      ),
      ...gaps.map(
        ({ server, file }) => `Missing     rows of ${file} of ${server} were deleted before they were stored`,
      ),
      '',
      ...events(rows),
    ],
  }),
];

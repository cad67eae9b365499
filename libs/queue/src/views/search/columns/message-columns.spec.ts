import { matcher } from '../../filter/matcher.js';
import type { ListedMessage } from '../../messages/listed-message.js';
import {
  messageProperties,
  type MessageFilter,
  type MessageProperty,
} from '../../messages/message-properties.js';
import { MessageColumns } from './message-columns.js';

const rest: ListedMessage = {
  internalId: '17',
  number: '0',
  queue: 'SmtpDeliveryToMailbox.DB01',
  from: 'Ann@Contoso.com',
  recipients: ['bob@contoso.com', 'Carol@FABRIKAM.com'],
  recipientCount: 2,
  subject: 'Quarterly FIGURES',
  messageId: '<1@contoso.com>',
  sizeBytes: 5_000,
  received: new Date(1_000).toISOString(),
  receivedAt: 1_000,
  client: '192.0.2.1',
  source: 'SMTP:Default MBX01',
  connector: 'Default MBX01',
  priority: 'High',
  contentIn: 'redis',
  directionality: 'Incoming',
  status: 'Retry',
  deferReason: 'Transient Failure',
  latencyMs: 120,
  attempts: 2,
};
const times = { expirationTime: 9_000, nextRetryTime: 4_000 };
const first: ListedMessage = { ...rest, ...times, scl: 5, lastError: '451 4.7.1 later' };
const messages: readonly ListedMessage[] = [
  first,
  { ...rest, internalId: '18', from: '<>', recipients: [], subject: '', attempts: 0, status: 'Ready' },
  { ...rest, internalId: '9', originalFrom: 'Zoe@contoso.com', heldBy: '812', status: 'Suspended' },
  { ...rest, internalId: '20', recipients: ['bob@contoso.com'], receivedAt: 0, received: '' },
  { ...rest, internalId: '21', recipients: ['bob@contoso.com'], client: '', scl: 0, priority: 'Low' },
];

const columns = new MessageColumns();
for (const [row, message] of messages.entries()) columns.write(row, message);
const rows = Uint32Array.from(messages, (_, row) => row);
const properties = Object.keys(messageProperties) as MessageProperty[];

it('a message is read as it was written', () => {
  expect(messages.map((_, row) => columns.read(row))).toEqual(messages);
});

describe.each(properties)('%s of a row is that of its message', (property) => {
  const { kind } = messageProperties[property];
  const values: Readonly<Record<string, readonly unknown[]>> = {
    text: ['ann@contoso.com', '*O*', '*1*', 'fabrikam.com', '*figures', '18'],
    choice: ['Retry', 'High', 'None', 'Incoming'],
    address: ['192.0.2.0/24', '192.0.2.1'],
    number: [0, 2, 5],
    size: ['5000', '1KB'],
    span: [120, 0],
    time: [1_000, 4_000, 9_000],
  };
  const operators: Readonly<Record<string, readonly string[]>> = {
    text: ['eq', 'ne', 'like'],
    choice: ['eq', 'ne'],
    address: ['in'],
  };
  const conditions = [
    ...(operators[kind] ?? ['eq', 'ne', 'gt', 'ge', 'lt', 'le']).flatMap((operator) => [
      ...(values[kind] ?? []).map((value) => ({ property, operator, values: [value] })),
      { property, operator, values: values[kind] },
      { property, not: true, operator, values: values[kind] },
    ]),
    { property, operator: 'present' },
    { property, operator: 'absent' },
  ];

  it.each(conditions)('%j', (condition) => {
    const filter = [condition] as unknown as MessageFilter;
    const passes = matcher<ListedMessage, typeof messageProperties>(messageProperties, filter);
    const expected = messages.flatMap((message, row) => (passes(message) ? [row] : []));
    expect([...columns.passing(rows, filter)]).toEqual(expected);
  });

  it('counted, each of its values', () => {
    const counts = new Map<unknown, number>();
    for (const message of messages) {
      const found = messageProperties[property].of(message) ?? '';
      for (const value of [found].flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect(columns.counts(rows, property)).toEqual(counts);
  });

  it('sorted by the first of them, in both directions', () => {
    const key = (row: number): string | number => {
      const value = messageProperties[property].of(messages[row] as ListedMessage);
      const only = (typeof value === 'object' ? value[0] : value) ?? '';
      return typeof only === 'string' ? only.toLowerCase() : only;
    };
    for (const descending of [false, true]) {
      const keys = [...columns.sorted(rows, { by: property, descending })].map(key);
      const texts = keys.filter((each) => typeof each === 'string');
      const numbers = keys.filter((each) => typeof each === 'number');
      const inOrder = [...texts.toSorted(), ...numbers.toSorted((one, other) => one - other)];
      expect(keys).toEqual(descending ? inOrder.toReversed() : inOrder);
    }
  });
});

it('what no row has any more is forgotten', () => {
  const some = new MessageColumns();
  for (let row = 0; row < 30_000; row += 1) some.write(0, { ...first, lastError: `451 queued as ${row}` });
  expect(some.isWasteful(1)).toBe(true);
  some.write(1, messages[1] as ListedMessage);
  some.keepOnly(Uint32Array.of(1, 0));
  expect(some.isWasteful(2)).toBe(false);
  expect([some.read(0), some.read(1).lastError]).toEqual([messages[1], '451 queued as 29999']);
  some.write(2, first);
  expect(some.read(2)).toEqual(first);
});

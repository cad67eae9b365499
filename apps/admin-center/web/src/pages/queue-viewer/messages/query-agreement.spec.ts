import { understoodQuery } from '@mailyard/operations/searches/query/understood-query';
import { matcher, messageProperties, opathFilter, type ListedMessage } from '@mailyard/queue';

import { parseQuery } from '../../../ui/query/query-terms.js';
import { messageFields, messageQuery } from './message-query.js';

const now = Date.UTC(2026, 10, 30, 15);
const heldByMe = ['812'];
const minute = 60_000;

const message: ListedMessage = {
  internalId: '5111',
  messageId: '<a@b.example>',
  from: 'erp@contoso.com',
  subject: 'Invoice 2026',
  recipients: ['kate@fabrikam.com'],
  recipientCount: 1,
  sizeBytes: 30_000,
  received: '',
  receivedAt: now - 30 * minute,
  expirationTime: now + 30 * minute,
  nextRetryTime: now + 5 * minute,
  client: '192.168.5.7',
  source: 'SMTP:Default Frontend MBX01',
  connector: String.raw`MBX01\Default Frontend MBX01`,
  scl: 1,
  priority: 'Normal',
  contentIn: 'redis',
  directionality: 'Originating',
  attempts: 2,
  lastError: '451 4.7.1 Greylisted',
  number: '0',
  queue: 'DnsConnectorDelivery.fabrikam.com@1',
  status: 'Retry',
  deferReason: 'Transient Failure',
  latencyMs: 12,
};
const messages: readonly ListedMessage[] = [
  message,
  { ...message, from: 'bob@bad.example', sizeBytes: 6_000_000, status: 'Suspended', heldBy: '812' },
  { ...message, recipients: ["o'neill@adatum.com", 'x@contoso.com'], priority: 'High', client: '10.0.0.1' },
  { ...message, receivedAt: now - 10 * 60 * minute, queue: 'Submission', heldBy: '7', internalId: '42' },
  { ...message, receivedAt: Date.UTC(2026, 10, 29, 10, 30), subject: 'a "b" * c', messageId: '<x@y>' },
  { ...message, receivedAt: Date.UTC(2026, 10, 30, 11, 31), status: 'Ready', attempts: 0, scl: 9 },
];

interface Asked {
  readonly where?: string | undefined;
  readonly filter: readonly unknown[];
}

function found({ where, filter }: Asked): readonly number[] {
  const conditions = [
    ...(filter as Parameters<typeof matcher<ListedMessage, typeof messageProperties>>[1]),
    ...(where === undefined ? [] : opathFilter(messageProperties, where)),
  ];
  const passes = matcher<ListedMessage, typeof messageProperties>(messageProperties, conditions);
  return messages.flatMap((each, at) => (passes(each) ? [at] : []));
}

function here(text: string) {
  const terms = parseQuery(text, messageFields);
  if (terms.some(({ wrong }) => wrong !== undefined)) return 'nothing is asked';
  return found(messageQuery(terms, { now, isUtc: true, heldByMe }));
}

function atTheServer(text: string) {
  const { ask } = understoodQuery(text, 'messages', { zone: 'UTC', now, heldByMe });
  return ask === undefined ? 'nothing is asked' : found(ask);
}

/** The page shows at each key how a search is understood; the server tells programs the same (`GET /explain/query`). */
describe('page and server understand alike', () => {
  it.each([
    'from:erp',
    'from:erp@*',
    '-from:erp',
    'from:erp|bob',
    'invoice',
    '"b" neill',
    "o'neill",
    'to:*@adatum.com',
    'domain:fabrikam.com',
    'fromdomain:bad.example',
    'subject:"Invoice 2026"',
    'subject:"* c"',
    'status:retry|Suspended',
    '-status:retry|suspended',
    'queue:Submission',
    'queue:Dns*',
    'connector:frontend',
    'source:SMTP',
    'ip:192.168.5.0/24',
    '-ip:192.168.5.0/24',
    'ip:10.0.0.1',
    'error:greylist',
    'size>5MB',
    'size<30KB',
    'size:1KB..2MB',
    'size:1MB..',
    '-size:1KB..2MB',
    'age>4h',
    'age<1h30m',
    'age:1h..12h',
    'age:..1h',
    'received:today',
    'received:yesterday',
    'received:10:00..11:30',
    'received:11:31',
    'received>11:31',
    'received<2026-11-30',
    'expires<1h',
    'next<10m',
    'retries>1',
    'retries:0|2',
    'retries:1..3',
    'scl>5',
    'priority:high',
    'direction:incoming',
    'id:42',
    'msgid:<x@y>',
    'held:me',
    'held:7',
    '-held:me from:erp',
    // Nothing is found, rather than everything.
    'frm:x',
    'from:',
    'from:a||b',
    'status:lost',
    'from>a',
    'size>much',
    'size>1MB|2MB',
    'age:4h',
    'age>4',
    'received:25',
    'retries:..',
    'subject:"open',
    '',
  ])('%s', (text) => {
    expect(here(text)).toEqual(atTheServer(text));
  });
});

import type { ListedMessage } from '../messages/listed-message.js';
import { MessageEntries } from './message-entries.js';
import { places } from './redis-queue-jobs.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const message = (id: number): ListedMessage => ({
  internalId: String(id),
  number: '0',
  queue,
  from: `sender${id % 7}@contoso.com`,
  recipients: [`user${id}@contoso.com`],
  recipientCount: 1,
  subject: `Subject ${id}`,
  messageId: `<${id}@contoso.com>`,
  sizeBytes: id,
  received: new Date(id).toISOString(),
  receivedAt: id,
  client: '192.0.2.1',
  source: 'SMTP:Default',
  connector: 'Default',
  priority: 'Normal',
  contentIn: 'redis',
  directionality: 'Incoming',
  status: 'Ready',
  deferReason: 'None',
  latencyMs: 0,
  attempts: 0,
});
const job = (id: number, place: number = places.waiting[0]) => ({ queue, jobId: `${id}-0`, place });

let entries: MessageEntries;
const ids = (found = entries.find([])) => found.slice(0).map(({ message: { internalId } }) => internalId);
const fill = (from: number, to: number): void => {
  for (let id = from; id < to; id += 1) entries.keep(job(id), message(id), 1);
};
const empty = (from: number, to: number): void => {
  for (let id = from; id < to; id += 1) entries.drop(queue, `${id}-0`);
};
beforeEach(() => (entries = new MessageEntries()));

it('messages are in the order of their receipt, in whichever they were read', () => {
  for (const id of [30, 10, 20]) fill(id, id + 1);
  expect(ids()).toEqual(['10', '20', '30']);
  fill(15, 16);
  empty(20, 21);
  fill(40, 41);
  expect(ids()).toEqual(['10', '15', '30', '40']);
});

it('a result has the same messages in the same order, whatever comes and goes and however rows are cleared away', () => {
  fill(1, 1_000);
  const odd = entries.find([{ property: 'Subject', operator: 'like', values: ['*1'] }]);
  const before = ids(odd);
  const states = odd.states();
  for (let round = 1; round <= 5; round += 1) {
    fill(round * 20_000, round * 20_000 + 15_000);
    empty(round * 20_000, round * 20_000 + 15_000);
    empty(round * 100, round * 100 + 50);
    entries.tidy();
    expect(ids(odd)).toEqual(before);
  }
  const gone = odd.slice(0).filter((each) => each.gone);
  expect(gone.map(({ message: { internalId } }) => internalId)).toEqual(
    before.filter((id) => Number(id) >= 100 && Number(id) < 600 && Number(id) % 100 < 50),
  );
  expect(odd.states().filter((state, place) => state !== states[place])).toHaveLength(gone.length);
  const left = before.length - gone.length;
  expect(entries.find([{ property: 'Subject', operator: 'like', values: ['*1'] }])).toHaveLength(left);
  expect(entries.count).toBe(749);
});

it('a queue that enters Retry, or leaves it, changes what is said of its messages, none of which is read for it', () => {
  fill(1, 3);
  entries.keep(job(3, places.suspended[0]), { ...message(3), status: 'Suspended' }, 1);
  const found = entries.find([]);
  const said = () => found.slice(0).map(({ message: { status, deferReason } }) => `${status} ${deferReason}`);
  const before = found.states();
  const meetAll = (retry: 0 | 1) =>
    [job(1, places.waiting[retry]), job(2, places.waiting[retry]), job(3, places.suspended[retry])].map(
      (each) => entries.meet(each, 2),
    );
  expect(meetAll(1)).toEqual([true, true, true]);
  expect(said()).toEqual([
    'Retry Transient Failure',
    'Retry Transient Failure',
    'Suspended Transient Failure',
  ]);
  expect(found.states()).not.toEqual(before);
  expect(meetAll(0)).toEqual([true, true, true]);
  expect(said()).toEqual(['Ready None', 'Ready None', 'Suspended None']);
  expect(entries.meet(job(1, places.active), 3)).toBe(false);
  expect(entries.meet(job(2, 1_700_000_000_000 * 4_096), 3)).toBe(false);
});

import type { Redis } from 'ioredis';

import { itemFields } from '../../item/fields/field-names.js';
import { parseJobId } from '../../item/mail-item.js';
import type { ServerKeys } from '../../redis/keys.js';
import {
  isWithoutSubject,
  listedMessage,
  type ListedMessage,
  type MessageReading,
} from '../messages/listed-message.js';
import { places, type JobPlace, type Place } from './redis-queue-jobs.js';

type Reply = readonly [
  record: string | null,
  firstRecipients: string | null,
  message: string | null,
  suspended: string | null,
  queuedAt: string | null,
  headerBytes: number,
];
const fieldsOfReply = 6;

/**
 * The copies that these jobs of one queue are about, in their order; undefined for those that are gone. Where the jobs are is
 * known, so Redis is asked for less than by `readJobs`.
 */
export async function readPlaced(
  redis: Redis,
  keys: ServerKeys,
  { queue, jobs }: { readonly queue: string; readonly jobs: readonly JobPlace[] },
): Promise<readonly (ListedMessage | undefined)[]> {
  const ids = jobs.map(({ jobId }) => jobId);
  // One after the other: a list of lists takes the client twice as long.
  const replies = (await redis.eval(
    script,
    1,
    keys.items,
    `${keys.prefix}:`,
    queue,
    ...ids,
  )) as readonly unknown[];
  const rows: (ListedMessage | undefined)[] = [];
  for (const [index, job] of jobs.entries()) {
    const reply = replies.slice(index * fieldsOfReply, (index + 1) * fieldsOfReply) as unknown as Reply;
    const reading = readingOf(job, reply);
    if (reading === undefined || !isWithoutSubject(reading.message)) {
      rows.push(reading && listedMessage(reading));
      continue;
    }
    const header = await redis.hgetBuffer(keys.item(reading.id), itemFields.header);
    rows.push(listedMessage({ ...reading, ...(header && { header }) }));
  }
  return rows;
}

/** Undefined when its copy is gone. */
function readingOf({ jobId, place }: JobPlace, reply: Reply): MessageReading | undefined {
  const [record, firstRecipients, message, suspended, queuedAt, headerBytes] = reply;
  if (record === null) return undefined;
  return {
    ...parseJobId(jobId),
    record,
    firstRecipients: firstRecipients ?? '',
    message: message ?? '',
    headerBytes: headerBytes === 0 ? -1 : headerBytes,
    at: wordOf(place),
    suspended: suspended ?? '',
    queuedAt: Number(queuedAt ?? 0),
  };
}

/** As `MessageReading` has it. */
function wordOf(place: Place): string {
  if (place === places.active) return 'active';
  if (place > places.suspended[1]) return String(Math.floor(place / 4096));
  return place === places.waiting[1] || place === places.suspended[1] ? 'retry' : 'ready';
}

/**
 * KEYS[1] index of items
 * ARGV[1] prefix of every key, ARGV[2] the queue, ARGV[3…] its jobs
 *
 * Returns of each, one after the other: its copy's record (none: it is gone) and the first part of its list, the envelope of
 * its message, who has suspended it, when it came into its queue, the octets of the header.
 */
const script = `
local prefix, jobs, found, at = ARGV[1], ARGV[1] .. ARGV[2] .. ':', {}, 0
for index = 3, #ARGV do
  local id, number = ARGV[index]:match('^(%d+)-(.+)$')
  local item = prefix .. 'item:' .. id
  local fields = redis.call('HMGET', item, 'copy:' .. number, 'recipients:' .. number .. ':0', 'message')
  local job = redis.call('HMGET', jobs .. ARGV[index], 'suspended', 'queuedAt')
  found[at + 1], found[at + 2], found[at + 3] = fields[1], fields[2], fields[3]
  found[at + 4], found[at + 5] = job[1], job[2]
  found[at + 6] = redis.call('HSTRLEN', item, 'header')
  at = at + 6
end
return found
`;

import type { InternalId } from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';
import type { Redis } from 'ioredis';

import { copyWithRecipients, listFields, parseCopy } from '../../item/fields/copy-fields.js';
import { itemFields } from '../../item/fields/field-names.js';
import type { ServerKeys } from '../../redis/keys.js';
import {
  isWithoutSubject,
  listedMessage,
  type ListedMessage,
  type MessageReading,
} from './listed-message.js';

/** So many messages are read by one run of the script, about two milliseconds for which Redis does nothing else. */
const chunkSize = 200;

export interface CopyIdentity {
  readonly id: InternalId;
  readonly number: string;
}

/** Every copy of these messages that waits somewhere, message by message; none of those that are gone. */
export async function readMessages(
  redis: Redis,
  keys: ServerKeys,
  ids: readonly InternalId[],
): Promise<readonly (readonly ListedMessage[])[]> {
  return rowsOf(redis, keys, await run(redis, keys, ids));
}

/** The copies that these jobs are about, in their order; undefined for those that are gone. */
export async function readJobs(
  redis: Redis,
  keys: ServerKeys,
  jobs: readonly CopyIdentity[],
): Promise<readonly (ListedMessage | undefined)[]> {
  const words = jobs.map(({ id, number }) => `${id} ${number}`);
  const copies = await rowsOf(redis, keys, await run(redis, keys, words));
  return copies.map(([copy]) => copy);
}

/** Everybody whom a copy still has to be delivered to: of very many a list shows the first only. */
export async function allRecipients(
  redis: Redis,
  keys: ServerKeys,
  { id, number }: CopyIdentity,
): Promise<readonly string[]> {
  const item = keys.item(id);
  const record = parseCopy((await redis.hget(item, itemFields.copy(number))) ?? '', id);
  const { recipients } = record;
  const listed =
    typeof recipients === 'number' ? await redis.hmget(item, ...listFields(number, recipients)) : [];
  return copyWithRecipients(id, record, listed).copy.recipients.map(({ path }) => formatPath(path));
}

async function run(redis: Redis, keys: ServerKeys, words: readonly string[]): Promise<readonly Reply[]> {
  const chunks: Promise<unknown>[] = [];
  for (let from = 0; from < words.length; from += chunkSize) {
    const some = words.slice(from, from + chunkSize);
    chunks.push(redis.eval(script, 1, keys.items, `${keys.prefix}:`, ...some));
  }
  return (await Promise.all(chunks)).flatMap((replies) => replies as Reply[]);
}

type Reply = readonly [
  id: InternalId,
  message: string,
  headerBytes: number,
  copies: readonly (readonly [
    number: string,
    record: string,
    firstRecipients: string,
    at: string,
    suspended: string,
    queuedAt: string,
  ])[],
];

/**
 * The one place that knows items of older versions, which have no subject of their own: their headers are read. Absent
 * from all that were accepted since, so no list pays for it.
 */
async function rowsOf(
  redis: Redis,
  keys: ServerKeys,
  replies: readonly Reply[],
): Promise<readonly (readonly ListedMessage[])[]> {
  return Promise.all(
    replies.map(async ([id, message, headerBytes, copies]) => {
      const old = copies.length > 0 && isWithoutSubject(message);
      const header = old ? await redis.hgetBuffer(keys.item(id), itemFields.header) : null;
      return copies
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([number, record, firstRecipients, at, suspended, queuedAt]) => {
          const place = { at, suspended, queuedAt: Number(queuedAt) };
          const reading: MessageReading = {
            id,
            message,
            headerBytes,
            number,
            record,
            firstRecipients,
            ...place,
          };
          return listedMessage({ ...reading, ...(header && { header }) });
        });
    }),
  );
}

/**
 * KEYS[1] index of items
 * ARGV[1] prefix of every key, ARGV[2…] messages, each its id for all of its copies, or its id, a space and the number of
 * a copy
 *
 * Returns of each its id, its envelope, the octets of its header, and of each copy number, record, the first part of its
 * list, where it is (somebody works on it: active; when it is tried again; its queue is in Retry: retry; else ready), who
 * has suspended it, and when it came into its queue, if that was not at once.
 */
const script = `
local rows, inRetry = {}, {}
local function waits(queue)
  if inRetry[queue] == nil then
    inRetry[queue] = tonumber(redis.call('HGET', ARGV[1] .. 'nexthop:' .. queue, 'retryCount') or 0) > 0
  end
  return inRetry[queue] and 'retry' or 'ready'
end
for at = 2, #ARGV do
  local id, number = ARGV[at]:match('^(%S+) (%S+)$')
  id = id or ARGV[at]
  local item = ARGV[1] .. 'item:' .. id
  local fields = number and { 'copy:' .. number } or redis.call('HKEYS', item)
  local copies = {}
  for _, field in ipairs(fields) do
    local copy = field:match('^copy:(.*)$')
    local found = copy and redis.call('HMGET', item, field, 'recipients:' .. copy .. ':0')
    local record = found and found[1]
    if record then
      local queue = record:match('"queue":"([^"]*)"') or ''
      local job = ARGV[1] .. queue .. ':' .. id .. '-' .. copy
      local place = waits(queue)
      local state = redis.call('HMGET', job, 'suspended', 'queuedAt')
      if redis.call('EXISTS', job .. ':lock') == 1 then
        place = 'active'
      else
        local score = redis.call('ZSCORE', ARGV[1] .. queue .. ':delayed', id .. '-' .. copy)
        if score then place = string.format('%.0f', math.floor(tonumber(score) / 4096)) end
      end
      copies[#copies + 1] = { copy, record, found[2] or '', place, state[1] or '', state[2] or '0' }
    end
  end
  local message, headerBytes = '', -1
  if #copies > 0 then
    message = redis.call('HGET', item, 'message') or ''
    headerBytes = redis.call('HSTRLEN', item, 'header')
    if headerBytes == 0 then headerBytes = -1 end
  end
  rows[#rows + 1] = { id, message, headerBytes, copies }
end
return rows
`;

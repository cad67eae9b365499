import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';

import type { Redis } from 'ioredis';

/** Rows that no store will ever have: their file was deleted before it was read. */
export interface TrackingGap {
  readonly server: string;
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
}

/** What a stream has: lines of a file behind its line of fields, or the place of some that are lost. */
export type StreamEntry = {
  readonly id: string;
  readonly bytes: number;
  /** When the first of its lines was written, in milliseconds since the epoch; 0: nobody says. */
  readonly since: number;
} & ({ readonly lines: Buffer } | { readonly gap: TrackingGap });

export interface FilePlace {
  /** Up to where it was read. */
  readonly place: number;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** When the line there was written, where that is known, in milliseconds since the epoch. */
  readonly lineAt?: number | undefined;
}

/** A part of a file, from the beginning of a line to the end of one. */
export interface FilePart {
  /** Folder and name. */
  readonly file: string;
  readonly from: number;
  readonly to: number;
  /** When its first line was written, in milliseconds since the epoch. */
  readonly since?: number | undefined;
  readonly compressed: Buffer;
}

/**
 * KEYS: stream, places, size, servers. ARGV: file, from, to, lines, bound of the size, server, when the
 * first line was written.
 * A part is in the stream once, whoever else reads the same file: only where the place of the file is its beginning.
 * Returns the place of the file now, or -1 when the stream is full.
 */
const ship = `
local place = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
if place ~= tonumber(ARGV[2]) then return place end
local waiting = tonumber(redis.call('GET', KEYS[3]) or '0')
if waiting > 0 and waiting + #ARGV[4] > tonumber(ARGV[5]) then
  if redis.call('XLEN', KEYS[1]) > 0 then return -1 end
  redis.call('SET', KEYS[3], 0)
end
redis.call('XADD', KEYS[1], '*', 'lines', ARGV[4], 'since', ARGV[7])
redis.call('INCRBY', KEYS[3], #ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('SADD', KEYS[4], ARGV[6])
return tonumber(ARGV[3])`;

/** KEYS: stream, places, waiting, servers. ARGV: file, gap, server. Forgets a file that is no more; says what of it is lost. */
const forget = `
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
if ARGV[2] ~= '' then
  redis.call('XADD', KEYS[1], '*', 'gap', ARGV[2])
  redis.call('SADD', KEYS[4], ARGV[3])
end`;

/** KEYS: stream, size. ARGV: the ids of what is stored, with the octets of each. */
const settle = `
for at = 1, #ARGV, 2 do
  if redis.call('XDEL', KEYS[1], ARGV[at]) == 1 then redis.call('DECRBY', KEYS[2], ARGV[at + 1]) end
end
if redis.call('XLEN', KEYS[1]) == 0 then redis.call('SET', KEYS[2], 0) end`;

const prefix = '{mailyard}:tracking';
const serversKey = `${prefix}:servers`;

/** What may wait in Redis for the store, compressed. */
export const streamBytesMax = 32 * 1_048_576;

/** Fastest level: what it saves is memory and fsyncs of Redis. */
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** In a thread of Node.js, not in the one that serves mail. */
export function compressed(lines: Buffer): Promise<Buffer> {
  return compress(lines, compression);
}

export function decompressed(lines: Buffer): Promise<Buffer> {
  return decompress(lines);
}

/**
 * What the services of a server have tracked and the store does not have yet, bounded in octets. Parts enter in the
 * transaction that moves the place up to which their file was read, and leave when they are stored: nothing is left out,
 * whoever dies when.
 */
export class TrackingStream {
  readonly #redis: Redis;
  readonly #server: string;
  readonly #keys: Readonly<Record<'stream' | 'places' | 'waiting' | 'size', string>>;

  constructor(redis: Redis, server: string) {
    this.#redis = redis;
    this.#server = server;
    const own = `${prefix}:${server.toLowerCase()}`;
    this.#keys = { stream: own, places: `${own}:places`, waiting: `${own}:waiting`, size: `${own}:bytes` };
  }

  /** Servers that ever had something to tell. */
  static servers(redis: Redis): Promise<readonly string[]> {
    return redis.smembers(serversKey);
  }

  get key(): string {
    return this.#keys.stream;
  }

  /** Up to where files were read, and how large those were that waited. */
  async places(): Promise<readonly (FilePlace & { readonly file: string })[]> {
    const { places, waiting } = this.#keys;
    const [read, known] = await Promise.all([this.#redis.hgetall(places), this.#redis.hgetall(waiting)]);
    return [...new Set([...Object.keys(read), ...Object.keys(known)])].map((file) => {
      const [bytes = 0, modifiedMs = 0, lineAt = 0] = known[file]?.split(' ').map(Number) ?? [];
      return { file, place: Number(read[file] ?? 0), bytes, modifiedMs, ...(lineAt > 0 && { lineAt }) };
    });
  }

  /** When the oldest line was written that the store does not have yet, as far as that is known; undefined: it has all. */
  static async waitingSince(redis: Redis): Promise<number | undefined> {
    const servers = await TrackingStream.servers(redis);
    const each = servers.map((server) => new TrackingStream(redis, server).#waitingSince());
    return oldestOf((await Promise.all(each)).flat());
  }

  async #waitingSince(): Promise<readonly number[]> {
    const [places, entries] = await Promise.all([
      this.places(),
      this.#redis.xrange(this.#keys.stream, '-', '+', 'COUNT', 1),
    ]);
    const inFiles = places.flatMap(({ place, bytes, lineAt = 0 }) => (place < bytes ? [lineAt] : []));
    const inStream = entries.map(([, [, , , since]]) => Number(since ?? 0));
    return [...inFiles, ...inStream].filter((at) => at > 0);
  }

  /** What waits in files while the stream is full. */
  async note(files: readonly (FilePlace & { readonly file: string })[]): Promise<void> {
    const values = files.flatMap(({ file, bytes, modifiedMs, lineAt = 0 }) => [
      file,
      `${bytes} ${modifiedMs} ${lineAt}`,
    ]);
    if (values.length > 0) await this.#redis.hset(this.#keys.waiting, ...values);
  }

  /** The place of the file from now on, which another process may have moved; `full` when there is no room. */
  async ship(part: FilePart, maxBytes: number): Promise<number | 'full'> {
    const { stream, places, size } = this.#keys;
    const keys = [stream, places, size, serversKey];
    const { file, from, to, since = 0, compressed } = part;
    const words = [file, from, to, compressed, maxBytes, this.#server, since];
    const place = Number(await this.#redis.eval(ship, keys.length, ...keys, ...words));
    return place === -1 ? 'full' : place;
  }

  /** A file is gone, and with it what was not read of it. */
  async forget(file: string, lost?: TrackingGap): Promise<void> {
    const { stream, places, waiting } = this.#keys;
    const gap = lost === undefined ? '' : JSON.stringify(lost);
    await this.#redis.eval(forget, 4, stream, places, waiting, serversKey, file, gap, this.#server);
  }

  /** The oldest behind `after`. */
  async read(after: string, count: number): Promise<readonly StreamEntry[]> {
    const entries = await this.#redis.xrangeBuffer(this.#keys.stream, `(${after}`, '+', 'COUNT', count);
    return Promise.all(entries.map(([id, fields]) => entryOf(id.toString(), fields)));
  }

  /** They are stored. */
  async settle(entries: readonly Pick<StreamEntry, 'id' | 'bytes'>[]): Promise<void> {
    const { stream, size } = this.#keys;
    await this.#redis.eval(settle, 2, stream, size, ...entries.flatMap(({ id, bytes }) => [id, bytes]));
  }

  /** Octets that wait for the store. */
  async bytes(): Promise<number> {
    return Number(await this.#redis.get(this.#keys.size));
  }
}

function oldestOf(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}

async function entryOf(id: string, [field, value, , since]: readonly Buffer[]): Promise<StreamEntry> {
  if (value === undefined) throw new Error(`entry ${id} of the tracking stream cannot be read`);
  if (field?.toString() !== 'gap') {
    return { id, bytes: value.length, since: Number(since ?? 0), lines: await decompressed(value) };
  }
  // Only what is bounded is counted.
  return { id, bytes: 0, since: 0, gap: JSON.parse(value.toString()) as TrackingGap };
}

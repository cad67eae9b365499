import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Directory } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { defaultFolder, logSettings } from '@mailyard/telemetry';

import { parseProtocolLine, type ProtocolLine } from './protocol-line.js';

const services = ['front-end-transport', 'hub-transport', 'mailbox-delivery', 'edge-transport'] as const;
const directions = [
  ['Receive', 'ReceiveProtocol', 'RECV'],
  ['Send', 'SendProtocol', 'SEND'],
] as const;

/** A session is looked for in so many files, the newest first; a file has 10 MB. */
const filesMax = 30;
/** Of a file that grows faster the rest is counted, and not read as lines. */
const readMax = 1_048_576;
const lineFeed = 0x0a;

interface LogFile extends Pick<ProtocolLine, 'service' | 'direction'> {
  readonly path: string;
  readonly bytes: number;
  readonly changedAt: number;
}

export interface ReadLines {
  readonly lines: readonly ProtocolLine[];
  /** So many more there were. */
  readonly skipped: number;
}

/** The protocol logs of a server, where this process can read them: the services write, and know nothing of it. */
export class ProtocolLogs {
  readonly #options: { readonly dataDir: string; readonly directory: Directory; readonly server: string };

  constructor(options: { readonly dataDir: string; readonly directory: Directory; readonly server: string }) {
    this.#options = options;
  }

  /** What is written from now on. */
  async tail(): Promise<ProtocolTail> {
    const files = await this.#files();
    return new ProtocolTail(() => this.#files(), new Map(files.map(({ path, bytes }) => [path, bytes])));
  }

  /** What has been written since then, in order of time; of each file the last megabyte. */
  async recent(since: number): Promise<readonly ProtocolLine[]> {
    const files = (await this.#files()).filter(({ changedAt }) => changedAt >= since);
    const offsets = new Map(files.map(({ path, bytes }) => [path, Math.max(0, bytes - readMax)]));
    const { lines } = await new ProtocolTail(() => Promise.resolve(files), offsets).read();
    return lines.filter(({ time }) => Date.parse(time) >= since);
  }

  /** All lines of a session, in their order; none where it is unknown, or was not logged. */
  async session(id: string): Promise<readonly ProtocolLine[]> {
    const files = (await this.#files()).toSorted((one, other) => other.changedAt - one.changedAt);
    for (const file of files.slice(0, filesMax)) {
      const lines = linesOf(await readFile(file.path), id).flatMap(
        (text) => parseProtocolLine(text, file) ?? [],
      );
      const ours = lines.filter(({ session }) => session === id);
      if (ours.length > 0) return ours.toSorted((one, other) => one.sequence - other.sequence);
    }
    return [];
  }

  async #files(): Promise<readonly LogFile[]> {
    const { dataDir, directory, server } = this.#options;
    const known = directory.organization.servers.find(({ Name }) => isSameName(Name, server));
    const folders = services.flatMap((service) =>
      directions.flatMap(([direction, name, prefix]) => {
        const usual = join(dataDir, 'logs', defaultFolder(name, service));
        const { dir } = logSettings(service, known)(name, usual);
        return dir === undefined ? [] : [filesIn({ dir, prefix, service, direction })];
      }),
    );
    return (await Promise.all(folders)).flat();
  }
}

/** Reads what is added to files. */
export class ProtocolTail {
  readonly #files: () => Promise<readonly LogFile[]>;
  readonly #offsets: Map<string, number>;

  constructor(files: () => Promise<readonly LogFile[]>, offsets: Map<string, number>) {
    this.#files = files;
    this.#offsets = offsets;
  }

  /** What has come since the time before. */
  async read(): Promise<ReadLines> {
    const lines: ProtocolLine[] = [];
    let skipped = 0;
    const files = await this.#files();
    for (const file of files) {
      const from = this.#offsets.get(file.path) ?? 0;
      if (file.bytes <= from) continue;
      const { text, end, passed } = await readWhole(file.path, from);
      this.#offsets.set(file.path, end);
      skipped += passed;
      for (const line of text.split('\r\n')) {
        const parsed = parseProtocolLine(line, file);
        if (parsed !== undefined) lines.push(parsed);
      }
    }
    const there = new Set(files.map(({ path }) => path));
    for (const path of this.#offsets.keys()) if (!there.has(path)) this.#offsets.delete(path);
    return {
      lines: lines.toSorted((one, other) => (one.time < other.time ? -1 : Number(one.time > other.time))),
      skipped,
    };
  }
}

interface Folder extends Pick<ProtocolLine, 'service' | 'direction'> {
  readonly dir: string;
  readonly prefix: string;
}

async function filesIn({ dir, prefix, service, direction }: Folder): Promise<readonly LogFile[]> {
  const names = await readdir(dir).catch(unlessMissing([]));
  const ours = names.filter((name) => name.startsWith(prefix) && /\d{8,10}-\d+\.log$/i.test(name));
  const found = await Promise.all(
    ours.map(async (name) => {
      const path = join(dir, name);
      const stats = await stat(path).catch(unlessMissing(undefined));
      if (stats === undefined) return [];
      return [{ path, service, direction, bytes: stats.size, changedAt: stats.mtimeMs }];
    }),
  );
  return found.flat();
}

/** No service has written there yet, or the file was too old. */
function unlessMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  };
}

/** Whole lines from there on; of very many the last ones, and how many were passed over. */
async function readWhole(path: string, from: number) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - readMax);
    const passed = await countLines(file, from, start);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
    const read = buffer.subarray(0, bytesRead);
    const last = read.lastIndexOf('\n') + 1;
    return { text: read.toString('utf8', 0, last), end: start + last, passed };
  } finally {
    await file.close();
  }
}

async function countLines(file: Awaited<ReturnType<typeof open>>, from: number, to: number): Promise<number> {
  let count = 0;
  const buffer = Buffer.alloc(65_536);
  for (let position = from; position < to;) {
    const length = Math.min(buffer.length, to - position);
    const { bytesRead } = await file.read({ buffer, position, length });
    if (bytesRead === 0) break;
    for (const octet of buffer.subarray(0, bytesRead)) if (octet === lineFeed) count += 1;
    position += bytesRead;
  }
  return count;
}

/** The lines that hold a text. */
function linesOf(content: Buffer, text: string): readonly string[] {
  const lines: string[] = [];
  for (let at = content.indexOf(text); at !== -1;) {
    const begin = content.lastIndexOf('\n', at) + 1;
    const end = content.indexOf('\r\n', at);
    if (end === -1) break;
    lines.push(content.toString('utf8', begin, end));
    at = content.indexOf(text, end);
  }
  return lines;
}

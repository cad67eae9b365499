import { inflateRawSync } from 'node:zlib';

/** A file in an archive, as its central directory tells of it (APPNOTE §4.3.12). */
interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly offset: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
/** The end of the directory stands behind all, but for a comment. */
const commentMax = 0xffff;
const entriesMax = 4_096;
const encrypted = 1;

/** A ZIP archive that is in memory whole. What cannot be read of it is not there. */
export class ZipArchive {
  readonly #octets: Buffer;
  readonly #entries = new Map<string, ZipEntry>();

  constructor(octets: Buffer) {
    this.#octets = octets;
    for (const entry of entriesOf(octets)) this.#entries.set(entry.name, entry);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Undefined where there is no such file, it is larger than `bytesMax` once inflated, or it cannot be read. */
  read(name: string, bytesMax: number): Buffer | undefined {
    const entry = this.#entries.get(name);
    const begin = entry === undefined ? undefined : contentOffset(this.#octets, entry.offset);
    if (entry === undefined || begin === undefined || bytesMax <= 0) return undefined;
    const stored = this.#octets.subarray(begin, begin + entry.compressedBytes);
    if (entry.method === 0) return stored.length <= bytesMax ? stored : undefined;
    return entry.method === 8 ? inflated(stored, bytesMax) : undefined;
  }
}

function inflated(octets: Buffer, maxOutputLength: number): Buffer | undefined {
  try {
    return inflateRawSync(octets, { maxOutputLength });
  } catch {
    // Damaged, or more than is looked at: whoever asks is told that it is not there.
    return undefined;
  }
}

function* entriesOf(octets: Buffer): Generator<ZipEntry> {
  const end = endRecord(octets);
  if (end === undefined) return;
  let at = octets.readUInt32LE(end + 16);
  const count = Math.min(octets.readUInt16LE(end + 10), entriesMax);
  for (let number = 0; number < count && at + 46 <= octets.length; number += 1) {
    if (octets.readUInt32LE(at) !== directoryEntry) return;
    const nameBytes = octets.readUInt16LE(at + 28);
    const others = octets.readUInt16LE(at + 30) + octets.readUInt16LE(at + 32);
    const isEncrypted = (octets.readUInt16LE(at + 8) & encrypted) === encrypted;
    if (!isEncrypted) {
      yield {
        name: octets.toString('utf8', at + 46, at + 46 + nameBytes),
        method: octets.readUInt16LE(at + 10),
        compressedBytes: octets.readUInt32LE(at + 20),
        offset: octets.readUInt32LE(at + 42),
      };
    }
    at += 46 + nameBytes + others;
  }
}

/** APPNOTE §4.3.16. */
function endRecord(octets: Buffer): number | undefined {
  const first = Math.max(0, octets.length - 22 - commentMax);
  for (let at = octets.length - 22; at >= first; at -= 1) {
    if (octets.readUInt32LE(at) === endOfDirectory) return at;
  }
  return undefined;
}

/** The local header has lengths of its own (APPNOTE §4.3.7). */
function contentOffset(octets: Buffer, at: number): number | undefined {
  if (at + 30 > octets.length || octets.readUInt32LE(at) !== localHeader) return undefined;
  return at + 30 + octets.readUInt16LE(at + 26) + octets.readUInt16LE(at + 28);
}

import { crc32 } from 'node:zlib';

/** What a log keeps of one message until its files are durable. */
export interface LogRecord {
  /** Of the file, in all mailboxes. */
  readonly name: string;
  /** Folders of the mailboxes, below that of the database. */
  readonly mailboxes: readonly string[];
  readonly octets: readonly Buffer[];
}

// Lengths of names and octets, and the sum over all of it.
const headBytes = 12;

/** `<length of names> <length of octets> <CRC-32>` with 32 bits each, names a line each, octets. */
export function encodeRecord({ name, mailboxes, octets }: LogRecord): readonly Buffer[] {
  let length = 0;
  for (const part of octets) length += part.length;
  const names = `${name}\n${mailboxes.join('\n')}`;
  const namesBytes = Buffer.byteLength(names);
  const lead = Buffer.allocUnsafe(headBytes + namesBytes);
  lead.writeUInt32LE(namesBytes, 0);
  lead.writeUInt32LE(length, 4);
  lead.write(names, headBytes);
  lead.writeUInt32LE(checksum(lead, octets), 8);
  return [lead, ...octets];
}

/** Reads `length` octets from where it stopped; fewer at the end of the log. */
export type ReadOctets = (length: number) => Buffer;

/** The records up to the end, or to the one that a power failure has cut off: nobody was promised that one. */
export function* decodeRecords(read: ReadOctets): Generator<LogRecord> {
  for (;;) {
    const head = read(headBytes);
    if (head.length < headBytes) return;
    const [namesBytes, length] = [head.readUInt32LE(0), head.readUInt32LE(4)];
    const names = read(namesBytes);
    const octets = read(length);
    if (names.length < namesBytes || octets.length < length) return;
    const lead = Buffer.concat([head, names]);
    if (checksum(lead, [octets]) !== head.readUInt32LE(8)) return;
    const [name = '', ...mailboxes] = names.toString().split('\n');
    yield { name, mailboxes, octets: [octets] };
  }
}

function checksum(lead: Buffer, octets: readonly Buffer[]): number {
  const lengths = crc32(lead.subarray(0, 8));
  return octets.reduce((sum, part) => crc32(part, sum), crc32(lead.subarray(headBytes), lengths));
}

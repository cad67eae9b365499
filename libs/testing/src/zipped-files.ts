import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive (APPNOTE §4.3), as Office writes its documents. */
export function zippedFiles(files: Readonly<Record<string, string>>): Buffer {
  const written = Object.entries(files).map(([name, text]) => entryOf(name, Buffer.from(text)));
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { local, fields, name } of written) {
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(bytes(0x02014b50, 4), bytes(20, 2), fields, place, name);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const counts = [bytes(0, 4), bytes(written.length, 2), bytes(written.length, 2)];
  const end = [bytes(0x06054b50, 4), ...counts, bytes(listed.length, 4), bytes(offset, 4), bytes(0, 2)];
  return Buffer.concat([...written.map(({ local }) => local), listed, ...end]);
}

function entryOf(name: string, octets: Buffer) {
  const packed = deflateRawSync(octets);
  const lengths = [bytes(packed.length, 4), bytes(octets.length, 4), bytes(Buffer.byteLength(name), 2)];
  const fields = Buffer.concat([
    bytes(20, 2),
    bytes(0, 2),
    bytes(8, 2),
    bytes(0, 4),
    bytes(crc32(octets), 4),
    ...lengths,
    bytes(0, 2),
  ]);
  return {
    name: Buffer.from(name),
    fields,
    local: Buffer.concat([bytes(0x04034b50, 4), fields, Buffer.from(name), packed]),
  };
}

function bytes(value: number, length: number): Buffer {
  const octets = Buffer.alloc(length);
  octets.writeUIntLE(value, 0, length);
  return octets;
}

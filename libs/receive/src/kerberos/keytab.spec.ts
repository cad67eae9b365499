import { parseKeytab } from './keytab.js';

const counted = (octets: Buffer | string): Buffer => {
  const content = Buffer.from(octets as string);
  return Buffer.concat([Buffer.from([content.length >> 8, content.length & 0xff]), content]);
};

function entry(type: number, key: Buffer, { version = 3, hole = false } = {}): Buffer {
  const body = Buffer.concat([
    Buffer.from([0, 2]),
    counted('CONTOSO.COM'),
    counted('smtp'),
    counted('mbx01.contoso.com'),
    Buffer.alloc(8),
    Buffer.from([version & 0xff, 0, type]),
    counted(key),
    version > 255 ? Buffer.from([0, 0, version >> 8, version & 0xff]) : Buffer.alloc(0),
  ]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(hole ? -body.length : body.length);
  return Buffer.concat([size, body]);
}

const file = (...entries: readonly Buffer[]) => Buffer.concat([Buffer.from([5, 2]), ...entries]);

it('reads principals, versions and keys, past the holes of removed entries', () => {
  const key = Buffer.alloc(32, 1);
  expect(
    parseKeytab(
      file(entry(18, key), entry(18, key, { hole: true }), entry(17, Buffer.alloc(16), { version: 300 })),
    ),
  ).toEqual([
    { principal: 'smtp/mbx01.contoso.com@CONTOSO.COM', version: 3, key: { type: 18, value: key } },
    expect.objectContaining({ version: 300, key: { type: 17, value: Buffer.alloc(16) } }),
  ]);
});

it('leaves out keys of types that are not used', () => {
  expect(parseKeytab(file(entry(23, Buffer.alloc(16)), entry(18, Buffer.alloc(16))))).toEqual([]);
});

it('refuses what is no keytab, and entries that end too early', () => {
  expect(() => parseKeytab(Buffer.from('text'))).toThrow('no keytab');
  expect(() => parseKeytab(file(Buffer.from([0, 0, 0, 4, 0, 1, 0, 9])))).toThrow('ends too early');
});

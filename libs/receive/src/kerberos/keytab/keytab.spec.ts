import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { contoso } from '../../testing/contoso.js';
import { FileKeytab } from './file-keytab.js';
import { KerberosAcceptor } from '../kerberos-acceptor.js';
import { parseKeytab } from './keytab.js';

const counted = (octets: Buffer | string): Buffer => {
  const content = Buffer.from(octets as string);
  return Buffer.concat([Buffer.from([content.length >> 8, content.length & 0xff]), content]);
};

function entry(type: number, key: Buffer, { version = 3, hole = false, service = 'smtp' } = {}): Buffer {
  const body = Buffer.concat([
    Buffer.from([0, 2]),
    counted('CONTOSO.COM'),
    counted(service),
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

describe('a keytab that is followed', () => {
  const key = (value: number) => Buffer.alloc(32, value);
  let dir: TempDir;
  let path: string;

  beforeEach(async () => {
    dir = await tempDir('mailyard-keytab');
    path = join(dir.path, 'krb5.keytab');
  });
  afterEach(() => dir.remove());

  it('gives new keys at once, and the old ones while it cannot be read', async () => {
    const log: string[] = [];
    const told = (message: string) => void log.push(message);
    const keytab = new FileKeytab(path, { info: told, warn: told });
    await keytab.refresh();
    await keytab.refresh();
    expect([keytab.acceptor, log]).toEqual([undefined, [expect.stringContaining('ENOENT')]]);
    await writeFile(path, file(entry(18, key(1))));
    await keytab.refresh();
    const first = keytab.acceptor;
    await keytab.refresh();
    expect(keytab.acceptor).toBe(first);
    await writeFile(path, file(entry(18, key(1)), entry(18, key(2), { version: 4 })));
    await keytab.refresh();
    const second = keytab.acceptor;
    await rm(path);
    await keytab.refresh();
    expect([second === first, keytab.acceptor === second]).toEqual([false, true]);
    expect(log.slice(1)).toEqual([
      'the Kerberos keytab was read: 1 keys',
      'the Kerberos keytab was read: 2 keys',
      expect.stringContaining('ENOENT'),
    ]);
  });

  it.each([
    ['smtp', true],
    ['SMTPSVC', true],
    ['host', false],
    ['imap', false],
    ['smtpx', false],
  ])('a key of %s/mbx01.contoso.com is used: %s', async (service, used) => {
    await writeFile(path, file(entry(18, key(1), { service })));
    const keytab = new FileKeytab(path, { info: () => undefined, warn: () => undefined });
    await keytab.refresh();
    expect(keytab.acceptor !== undefined).toBe(used);
  });
});

it.each([
  ['alice', ['CONTOSO.COM'], 'alice@contoso.com'],
  ['Alice', ['CONTOSO.COM'], 'alice@contoso.com'],
  ['alice', ['AD.CONTOSO.COM'], 'alice@contoso.com'],
  // Whose alias it is nobody can say.
  ['alice', ['AD.CONTOSO.COM', 'FABRIKAM.COM'], undefined],
  ['alice', ['CONTOSO.COM', 'FABRIKAM.COM'], 'alice@contoso.com'],
  ['CONTOSO\\alice', ['CONTOSO.COM'], undefined],
  ['alice@contoso.com', ['AD.CONTOSO.COM'], undefined],
  ['alice/admin', ['CONTOSO.COM'], undefined],
  ['', ['CONTOSO.COM'], undefined],
])('the Kerberos user %j of the first realm of %j is %s', async (name, realms, login) => {
  const keys = realms.map((realm) => ({
    principal: `smtp/mbx01.contoso.com@${realm}`,
    version: 1,
    key: { type: 18, value: Buffer.alloc(32) },
  }));
  const user = { name, realm: realms[0] ?? '' };
  expect(new KerberosAcceptor(keys).accountOf(user, await contoso())?.login).toBe(login);
});

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  acceptedDomainSchema,
  foreignConnectorSchema,
  noObjects,
  Organization,
  serverSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { nextHopTo } from '@mailyard/routing';
import { encapsulate } from '@mailyard/smtp';
import { tempDir, type TempDir } from '@mailyard/testing';

import type { DeliveryOutcome, OutgoingMessage } from '../../delivery-agent.js';
import { ForeignAgent } from './foreign-agent.js';

const guid = randomUUID();
let data: TempDir;
let connector: object;
let server: object;
let agent: ForeignAgent;

beforeEach(async () => {
  data = await tempDir();
  await mkdir(join(data.path, 'drop/Fax'), { recursive: true });
  [connector, server] = [{}, {}];
  agent = new ForeignAgent({ organization, server: 'MBX01', dataDir: data.path });
});
afterEach(() => data.remove());

function organization(): Organization {
  const own = { Guid: guid, Name: 'Fax', AddressSpaces: ['FAX:*'], SourceTransportServers: ['MBX01'] };
  return new Organization(1, {
    ...noObjects,
    Servers: [
      serverSchema.parse({ Guid: randomUUID(), Name: 'MBX01', Fqdn: 'mbx01.contoso.com', ...server }),
    ],
    TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID() })],
    AcceptedDomains: [
      acceptedDomainSchema.parse({
        Guid: randomUUID(),
        Name: 'contoso.com',
        DomainName: 'contoso.com',
        Default: true,
      }),
    ],
    ForeignConnectors: [foreignConnectorSchema.parse({ ...own, ...connector })],
  });
}

const fax = encapsulate({ type: 'FAX', address: '+49 89 1' }, 'contoso.com');

function message(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    identity: {
      messageId: '<1@example.com>',
      networkMessageId: 'f9f4a4d3-f2a0-4a4a-9262-652ea722a4ea',
      receivedAt: 0,
    },
    envelope: {
      reversePath: { localPart: 'alice', domain: 'contoso.com' },
      recipients: [{ path: fax, notify: ['FAILURE'] }],
      body: '7BIT',
      smtpUtf8: false,
    },
    header: Buffer.from(
      'Received: from a by b; now\r\nX-MS-Exchange-Organization-SCL: 1\r\nX-Sender: <z@evil.example>\r\nSubject: fax\r\n\r\n',
    ),
    content: [Buffer.from('Page 1\r\n')],
    ...more,
  };
}

const deliver = (more: Partial<OutgoingMessage> = {}): Promise<DeliveryOutcome> =>
  agent.open(nextHopTo('NonSmtpGatewayDelivery', 'FAX', guid)).deliver(message(more));
const folder = (...parts: readonly string[]): string => join(data.path, 'drop/Fax', ...parts);
const said = async (outcome: Promise<DeliveryOutcome>): Promise<string> => {
  const found = await outcome;
  if (found.scope !== 'next-hop') throw new Error(JSON.stringify(found));
  return found.said;
};

describe('a file for a gateway', () => {
  it('has the form of Replay, without what is the organization’s (header firewall)', async () => {
    expect(await deliver()).toMatchObject({
      scope: 'recipients',
      replies: [{ code: 250 }],
      success: undefined,
    });
    const [name = ''] = await readdir(folder());
    expect(name).toMatch(/^f9f4a4d3-f2a0-4a4a-9262-652ea722a4ea-[0-9a-f]{8}\.eml$/);
    expect(await readFile(folder(name), 'latin1')).toBe(
      'X-Sender: <alice@contoso.com>\r\n' +
        'X-Receiver: <IMCEAFAX-+2B49+2089+201@contoso.com> NOTIFY=FAILURE\r\n' +
        'X-CreatedBy: FAX\r\nReceived: from a by b; now\r\nSubject: fax\r\n\r\nPage 1\r\n',
    );
    expect((await stat(folder(name))).mode & 0o007).toBe(0);
  });

  it('takes the place of the same one, and not of that for others', async () => {
    await deliver();
    await deliver();
    expect(await readdir(folder())).toHaveLength(1);
    const other = encapsulate({ type: 'FAX', address: '2' }, 'contoso.com');
    await deliver({ envelope: { ...message().envelope, recipients: [{ path: other }] } });
    expect(await readdir(folder())).toHaveLength(2);
  });

  it('RelayDsnRequired: the sender hears that it was relayed', async () => {
    connector = { RelayDsnRequired: true };
    expect(await deliver()).toMatchObject({ success: 'relayed' });
  });

  it('appears when it is whole', async () => {
    const seen: (readonly string[])[] = [];
    await deliver({
      content: async function* pieces() {
        yield Buffer.from('Page 1\r\n');
        seen.push(await readdir(folder()));
      },
    });
    expect(seen.flat()).toEqual([expect.stringMatching(/^\..*\.tmp$/)]);
    expect((await readdir(folder()))[0]).toMatch(/\.eml$/);
  });

  it.each<[string, Partial<OutgoingMessage>]>([
    ['others have it', { hold: { isSure: () => false, confirm: () => Promise.resolve(false) } }],
  ])('does not appear when %s', async (_, more) => {
    expect((await deliver(more)).scope).toBe('own-limit');
    expect(await readdir(folder())).toEqual([]);
  });

  it('does not appear when its content cannot be read, nor when the session is closed', async () => {
    const broken = async function* pieces() {
      yield Buffer.from('Page 1');
      throw new Error('unreadable');
    };
    await expect(deliver({ content: broken })).rejects.toThrow('unreadable');
    const session = agent.open(nextHopTo('NonSmtpGatewayDelivery', 'FAX', guid));
    const closing = async function* pieces() {
      yield Buffer.from('Page 1');
      agent.stop();
    };
    expect((await session.deliver(message({ content: closing }))).scope).toBe('own-limit');
    expect(await readdir(folder())).toEqual([]);
  });

  it('of a message that must travel within TLS is not written (RFC 8689 §4.2.1)', async () => {
    const { envelope } = message();
    expect(await deliver({ envelope: { ...envelope, requireTls: true } })).toMatchObject({
      scope: 'message',
    });
    expect(await deliver({ withinTls: true })).toMatchObject({ scope: 'message', reply: { code: 451 } });
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('where it is written', () => {
  it('DropDirectory in RootDropDirectoryPath, or absolute; a change holds at once', async () => {
    const other = join(data.path, 'other');
    await mkdir(join(other, 'x'), { recursive: true });
    server = { RootDropDirectoryPath: other };
    connector = { DropDirectory: 'x' };
    await deliver();
    expect(await readdir(join(other, 'x'))).toHaveLength(1);
    connector = { DropDirectory: folder() };
    await deliver();
    expect(await readdir(folder())).toHaveLength(1);
  });

  it('a drop directory that is not there is not made, and the queue says so', async () => {
    await rm(folder(), { recursive: true });
    expect(await said(deliver())).toBe(`the drop directory ${folder()} is not there: it has to be made`);
    await expect(stat(folder())).rejects.toThrow('ENOENT');
    await mkdir(folder());
    expect((await deliver()).scope).toBe('recipients');
  });

  it('a link, or a file, is none', async () => {
    await rm(folder(), { recursive: true });
    await symlink('/tmp', folder());
    expect(await said(deliver())).toContain('is no folder');
    await rm(folder());
    await writeFile(folder(), '');
    expect(await said(deliver())).toContain('is no folder');
  });

  it('DropDirectoryQuota: beyond it nothing is written until something is taken away', async () => {
    connector = { DropDirectoryQuota: 600 };
    await writeFile(folder('earlier.eml'), 'x'.repeat(500));
    expect(await said(deliver())).toMatch(
      /is full: 500 of 600 octets \(DropDirectoryQuota\), and the message has \d{3}$/,
    );
    expect(await readdir(folder())).toEqual(['earlier.eml']);
    await rm(folder('earlier.eml'));
    expect((await deliver()).scope).toBe('recipients');
    expect((await deliver()).scope).toBe('recipients');
  });

  it('a connector that is disabled takes nothing', async () => {
    connector = { Enabled: false };
    expect(await said(deliver())).toContain('disabled');
    expect(await readdir(folder())).toEqual([]);
  });
});

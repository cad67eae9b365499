import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';
import { createLogger, readSettings, ServiceRegistry } from '@mailyard/service';
import { HopConnection, outcomes, type Envelope, type HopOptions } from '@mailyard/smtp';
import {
  eventually,
  freePortOffset,
  TestClient,
  startRedis,
  tempDir,
  type TempDir,
  type TestRedis,
} from '@mailyard/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';

const organization = `
AcceptedDomains:
  - { Name: contoso.com, DomainName: contoso.com, DomainType: Authoritative, Default: true }
Mailboxes:
  - { Name: alice, PrimarySmtpAddress: alice@contoso.com, EmailAddresses: [al@contoso.com] }
  - { Name: bob, PrimarySmtpAddress: bob@contoso.com }
DistributionGroups:
  - { Name: team, PrimarySmtpAddress: team@contoso.com, Members: [alice] }
`;
const content = Buffer.from(
  'X-MS-Exchange-Organization-Network-Message-Id: 1\r\nMessage-ID: <1@example.com>\r\nSubject: hi\r\n\r\nhello\r\n',
);

let redis: TestRedis;
let directory: TempDir;
let app: INestApplicationContext;
let closing: Promise<void> | undefined;
let port: number;
let certificates: OrganizationCertificates;

beforeEach(async () => {
  [redis, directory] = [await startRedis(), await tempDir()];
  const file = join(directory.path, 'organization.yaml');
  await writeFile(file, organization);
  const portOffset = await freePortOffset([475]);
  port = 475 + portOffset;
  const settings = readSettings({
    MAILYARD_REDIS_URL: redis.url,
    MAILYARD_DATA_DIR: directory.path,
    MAILYARD_ORGANIZATION: file,
    MAILYARD_PORT_OFFSET: String(portOffset),
    MAILYARD_BIND_ADDRESS: '127.0.0.1',
    MAILYARD_DEMO_PASSWORD: 'secret',
  });
  const logger = createLogger('mailbox-delivery', { level: 'silent' });
  app = await NestFactory.createApplicationContext(
    AppModule.forRoot({ service: 'mailbox-delivery', settings, logger, instance: 'test' }),
    {
      logger: false,
      abortOnError: false,
    },
  );
  certificates = app.get(OrganizationCertificates);
});
afterEach(async () => {
  await (closing ?? app.close());
  closing = undefined;
  await redis.stop();
  await directory.remove();
});

function hop(context = certificates.internalClient): Promise<HopConnection> {
  const options: HopOptions = {
    host: '127.0.0.1',
    port,
    protocol: 'LMTP',
    helo: 'mbx01.contoso.com',
    tls: { context, command: 'X-ANONYMOUSTLS' },
    connectTimeoutMs: 5_000,
    replyTimeoutMs: 5_000,
  };
  return HopConnection.connect(options);
}

function envelope(...names: readonly string[]): Envelope {
  return {
    reversePath: { localPart: 'sender', domain: 'example.com' },
    recipients: names.map((localPart) => ({ path: { localPart, domain: 'contoso.com' } })),
    body: '8BITMIME',
    smtpUtf8: false,
  };
}

async function newMail(name: string): Promise<string[]> {
  const folder = join(directory.path, 'mailboxes/DB01', name, 'new');
  return Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
}

it('stores for each recipient and answers each (RFC 2033 §4.2)', async () => {
  const connection = await hop();
  const result = await connection.transact(envelope('alice', 'nobody', 'bob', 'team', 'AL'), [content]);
  expect(outcomes(result).map(String)).toEqual([
    '250 2.0.0 OK <1@example.com> [Hostname=mbx01.contoso.com]',
    expect.stringMatching(/^550 5\.1\.1 /),
    '250 2.0.0 OK <1@example.com> [Hostname=mbx01.contoso.com]',
    expect.stringMatching(/^550 5\.1\.1 /),
    '250 2.0.0 OK <1@example.com> [Hostname=mbx01.contoso.com]',
  ]);
  expect(await newMail('alice')).toEqual(await newMail('bob'));
  expect(await newMail('alice')).toEqual([
    expect.stringMatching(
      /^Return-Path: <sender@example\.com>\r\nReceived: from mbx01\.contoso\.com \(127\.0\.0\.1\)[^]*via Mailbox Transport;[^]*\r\nMessage-ID: <1@example\.com>\r\nSubject: hi\r\n\r\nhello\r\n$/,
    ),
  ]);
  connection.close();
});

it('stores a header that has grown beyond what a Receive connector takes', async () => {
  const connection = await hop();
  // As large as a hub accepts, and then Received and the fields of the organization on top.
  const field = `X-Long: ${'x'.repeat(900)}\r\n`;
  const message = Buffer.concat([Buffer.from(field.repeat(262_144 / field.length + 1)), content]);
  expect(outcomes(await connection.transact(envelope('alice'), [message])).map(({ code }) => code)).toEqual([
    250,
  ]);
  expect(await newMail('alice')).toEqual([expect.stringMatching(/Subject: hi\r\n\r\nhello\r\n$/)]);
  connection.close();
});

it('takes nothing from a peer without a certificate of the organization', async () => {
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  const { lines } = await client.command('LHLO stranger', /^250/);
  expect(lines).toContain('X-ANONYMOUSTLS');
  expect(lines).not.toContain('STARTTLS');
  await client.command('MAIL FROM:<a@example.com>', /^451 5\.7\.3 /);
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS' });
  await client.command('LHLO stranger', /^250/);
  await client.command('MAIL FROM:<a@example.com>', /^451 5\.7\.3 /);
  await client.quit();
});

it('is announced as long as it serves, then as Draining, and lets a running transaction end', async () => {
  const connected = redis.client();
  const registry = new ServiceRegistry({ redis: connected });
  const running = { service: 'mailbox-delivery', address: '127.0.0.1', state: 'Active' };
  const listeners = [{ endpoint: { address: '127.0.0.1', port }, state: 'Listening' }];
  expect(await registry.live({ server: 'MBX01' })).toMatchObject([{ ...running, listeners }]);
  const connection = await hop();
  await connection.begin(envelope('alice'));
  closing = app.close();
  const state = 'Draining';
  await eventually(async () => expect(await registry.live()).toMatchObject([{ ...running, state }]));
  expect((await connection.end([content])).map(({ code }) => code)).toEqual([250]);
  await closing;
  expect(await registry.live()).toEqual([]);
  expect(await newMail('alice')).toHaveLength(1);
  expect(connection.usable).toBe(false);
});

const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

(canMount ? describe : describe.skip)('a full disk (needs the right to mount)', () => {
  let disk: string;

  beforeEach(async () => {
    disk = join(directory.path, 'mailboxes');
    await mkdir(disk, { recursive: true });
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'none', disk]);
  });
  afterEach(() => spawnSync('umount', [disk]));

  it('is 452 for every recipient, and smaller mail still fits', async () => {
    const connection = await hop();
    const large = Buffer.concat([content, Buffer.alloc(2_000_000, 'x')]);
    const codes = async (message: Buffer) =>
      outcomes(await connection.transact(envelope('alice', 'bob'), [message])).map(({ code }) => code);
    expect(await codes(large)).toEqual([452, 452]);
    expect(await codes(content)).toEqual([250, 250]);
    expect(await newMail('alice')).toHaveLength(1);
    connection.close();
  });
});

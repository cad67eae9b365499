import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';
import { Directory } from '@mailyard/directory';
import { hub, InboundLoad, ReceiveSession } from '@mailyard/receive';
import { createLogger, ServiceRegistry, type Settings } from '@mailyard/service';
import { queuedReply } from '@mailyard/smtp';
import { SmtpListener } from '@mailyard/smtp/server';
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

const logger = createLogger('front-end-transport', { level: 'silent' });
let redis: TestRedis;
let data: TempDir;
let settings: Settings;
let app: INestApplicationContext;
let closing: Promise<void> | undefined;
const cleanups: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  redis = await startRedis();
  data = await tempDir();
  process.env['MAILYARD_DEMO_PASSWORD'] = 'demo password of the tests';
  settings = {
    server: 'MBX01',
    fqdn: 'mbx01.contoso.com',
    serverRole: 'Mailbox',
    redisUrl: redis.url,
    dataDir: data.path,
    organizationFile: 'organization.yaml',
    portOffset: await freePortOffset([25, 26, 587, 717]),
    restarts: 0,
    bindAddress: '127.0.0.1',
    webBindAddress: '127.0.0.1',
    webTls: 'auto',
    boardRemove: 'with-ndr',
    durability: 'strict',
    trackingMaxAgeMs: 1,
    trackingMaxBytes: 1,
    trackingDelayMs: 0,
    logLevel: 'silent',
  };
  app = await NestFactory.createApplicationContext(
    AppModule.forRoot({ service: 'front-end-transport', settings, logger, instance: randomUUID() }),
    { logger: false, abortOnError: false },
  );
});

/** Once, whoever asks. */
function closeApp(): Promise<void> {
  closing ??= app.close();
  return closing;
}

afterEach(async () => {
  await closeApp();
  closing = undefined;
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  await redis.stop();
  await data.remove();
});

/** A process of Hub Transport as Front End sees one: an entry in the registry and a listener. */
async function startHub(): Promise<{ readonly contents: string[]; kill(): Promise<void> }> {
  const certificates = await OrganizationCertificates.ensure(join(data.path, 'pki'), settings);
  const { organization } = app.get(Directory);
  const connector = organization.receiveConnectors('MBX01').find(({ Name }) => Name === 'Default MBX01');
  if (connector === undefined) throw new Error('no connector for hubs');
  const contents: string[] = [];
  const services = {
    certificates,
    load: new InboundLoad(() => performance.now()),
    limitExceeded: () => undefined,
    active: () => true,
    pressure: () => ({ refuses: 'nobody' as const, tarpitMs: 0 }),
    now: () => new Date(),
    protocolLog: () => ({ write: () => undefined }),
    fault: (error: unknown) => {
      throw error;
    },
  };
  const sink = hub.sink({
    accept: () => {
      const chunks: Buffer[] = [];
      return Promise.resolve({
        write: (chunk: Buffer) => void chunks.push(chunk),
        end: () => {
          contents.push(Buffer.concat(chunks).toString());
          const names = { messageId: '<1@contoso.com>', internalId: '1', hostname: 'mbx01.contoso.com' };
          return Promise.resolve(queuedReply(names));
        },
        abort: () => undefined,
      });
    },
  });
  const listener = new SmtpListener({
    protocol: 'SMTP',
    maxConnections: 10,
    handlerFor: () =>
      new ReceiveSession({ role: hub, sink, connector, organization: () => organization, services }),
  });
  const endpoint = await listener.listen({ address: '127.0.0.1', port: 0 });
  const connection = redis.client();
  const registry = new ServiceRegistry({ redis: connection });
  await registry.announce({
    id: randomUUID(),
    service: 'hub-transport',
    server: 'MBX01',
    host: 'test',
    pid: process.pid,
    address: '127.0.0.1',
    listeners: [
      { name: connector.Name, endpoint: { ...endpoint, address: '0.0.0.0' }, state: 'Listening' as const },
    ],
    state: 'Active',
    startedAt: new Date().toISOString(),
    version: 'test',
  });
  cleanups.push(
    () => listener.stop(0).catch(() => undefined),
    () => registry.withdraw(),
  );
  return { contents, kill: () => listener.stop(0) };
}

async function connect(port = 25): Promise<TestClient> {
  const client = await TestClient.connect(port + settings.portOffset);
  await client.expect(/^220 mbx01\.contoso\.com Microsoft ESMTP MAIL Service ready at /);
  await client.ehlo();
  return client;
}

async function send(content: string): Promise<string> {
  const client = await connect();
  await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  const ready = await client.command('DATA', /^[34]/);
  if (ready.code !== 354) {
    await client.quit();
    return ready.text;
  }
  await client.sendRaw(`${content}\r\n.\r\n`);
  const { text } = await client.reply();
  await client.quit();
  return text;
}

it('announces the connectors of the Front End, and no others', async () => {
  const [instance] = await app.get(ServiceRegistry).live({ service: 'front-end-transport' });
  expect(
    instance?.listeners
      .map(({ name, endpoint }) => `${name} ${endpoint.port - settings.portOffset}`)
      .toSorted(),
  ).toEqual(['Client Frontend MBX01 587', 'Default Frontend MBX01 25', 'Outbound Proxy Frontend MBX01 717']);
});

it('mail goes to a hub that registers; a dead one is skipped before the registry forgets it', async () => {
  expect(await send('nobody is there')).toMatch(/^451 4\.7\.0 /);
  const first = await startHub();
  await eventually(async () => expect(await send('one')).toMatch(/^250 2\.6\.0 /));
  expect(first.contents).toEqual(['one\r\n']);
  const second = await startHub();
  await first.kill();
  await eventually(async () => expect(await send('two')).toMatch(/^250 2\.6\.0 /));
  expect(second.contents).toEqual(['two\r\n']);
});

/** The directory is looked into every two seconds, too: what takes effect earlier was told. */
const soonerThanRecheckMs = 1_900;

it('a connector made while it runs takes effect at once', async () => {
  const directory = app.get(Directory);
  const [pattern] = directory.organization.receiveConnectors('MBX01');
  if (pattern === undefined) throw new Error('no connector');
  const made = { ...pattern, Guid: randomUUID(), Name: 'Printers', Bindings: ['0.0.0.0:26'] };
  const frontEnd = { ...made, TransportRole: 'FrontendTransport' as const };
  await directory.put({ ReceiveConnectors: [frontEnd] });
  await eventually(() => connect(26), { deadlineMs: soonerThanRecheckMs });
  const [instance] = await app.get(ServiceRegistry).live({ service: 'front-end-transport' });
  expect(instance?.listeners.map(({ name }) => name)).toContain('Printers');
});

it('writes both protocol logs', async () => {
  await startHub();
  await eventually(async () => expect(await send('hello')).toMatch(/^250 /));
  await closeApp();
  const folder = join(data.path, 'logs', 'front-end-transport', 'ProtocolLog');
  const logOf = async (kind: string) => {
    const [name = ''] = await readdir(join(folder, kind));
    return readFile(join(folder, kind, name), 'utf8');
  };
  expect(await logOf('SmtpReceive')).toMatch(/,MBX01\\Default Frontend MBX01,[0-9A-F]{16},0,127\.0\.0\.1:/);
  expect(await logOf('SmtpSend')).toMatch(
    /,Intra-Organization SMTP Send Connector,08[0-9A-F]{14},\d+,127\.0\.0\.1:\d+,127\.0\.0\.1:\d+,>,XPROXYFROM SID=/,
  );
});

it('the end: idle clients get 421, nobody gets in, the registry forgets it', async () => {
  const idle = await connect();
  const registry = new ServiceRegistry({ redis: redis.client() });
  await closeApp();
  await idle.expect(/^421 4\.3\.2 /);
  await expect(connect()).rejects.toThrow(/ECONNREFUSED/);
  expect(await registry.live({ service: 'front-end-transport' })).toEqual([]);
});

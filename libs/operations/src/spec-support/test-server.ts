import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { Directory, prepareDirectory } from '@mailyard/directory';
import { jobIdOf, type MailItem, type QueuedCopy, type QueueDatabase } from '@mailyard/queue';
import { nextHopTo } from '@mailyard/routing';
import { ServiceRegistry, type ServiceInstance, type Settings } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import { TrackingStream } from '@mailyard/tracking';
import type { z } from 'zod';

import { localAdministrator } from '../caller.js';
import type { Operation } from '../operation.js';
import { Operations } from '../operations.js';
import { openContext, type OpenContext } from '../redis/redis-context.js';

export const mailboxQueue = 'SmtpDeliveryToMailbox.DB01';

/** The example organization on a Redis of its own, with nobody who delivers. */
export class TestServer {
  private constructor(
    private readonly redis: TestRedis,
    private readonly folder: TempDir,
    readonly context: OpenContext,
  ) {}

  static start(): Promise<TestServer> {
    const organizationFile = join(import.meta.dirname, '../../../../organization.yaml');
    return TestServer.#started({
      server: 'MBX01',
      fqdn: 'mbx01.contoso.com',
      serverRole: 'Mailbox',
      organizationFile,
    });
  }

  /** As setup makes an Edge. */
  static startEdge({ server } = { server: 'EDGE01' }): Promise<TestServer> {
    return TestServer.#started({ server, fqdn: `${server.toLowerCase()}.contoso.com`, serverRole: 'Edge' });
  }

  static async #started(
    identity: Pick<Settings, 'server' | 'fqdn' | 'serverRole' | 'organizationFile'>,
  ): Promise<TestServer> {
    const redis = await startRedis();
    const client = redis.client();
    const directory = await Directory.open({ redis: client });
    const dataDir = await tempDir();
    const settings = {
      ...identity,
      redisUrl: redis.url,
      portOffset: 0,
      dataDir: dataDir.path,
    };
    await prepareDirectory(directory, { settings, environment: { MAILYARD_DEMO_PASSWORD: 'Secret-1' } });
    const registry = new ServiceRegistry({ redis: client });
    // Not the spelling that the directory has.
    const named = { ...settings, server: identity.server.toLowerCase() };
    const context = openContext({ redis: client, directory, registry, settings: named });
    return new TestServer(redis, dataDir, context);
  }

  get directory(): Directory {
    return this.context.directory;
  }

  get dataDir(): string {
    return this.folder.path;
  }

  /** A connection of its own, which ends with Redis. */
  client(): ReturnType<TestRedis['client']> {
    return this.redis.client();
  }

  async stop(): Promise<void> {
    await this.context.registry.withdraw();
    await this.context.close();
    this.directory.close();
    await this.redis.stop();
    await this.folder.remove();
  }

  order<Input extends z.ZodType, Output extends z.ZodType>(
    operation: Operation<Input, Output>,
    input: unknown,
    caller = localAdministrator(),
  ): Promise<z.output<Output>> {
    return new Operations(this.context).run(operation, input, caller);
  }

  /** A service that says so much of itself, for as long as its heartbeat counts. */
  async announced(more: Partial<ServiceInstance>): Promise<ServiceInstance> {
    const instance: ServiceInstance = {
      id: randomUUID(),
      service: 'front-end-transport',
      server: 'MBX01',
      host: 'host-1',
      pid: 4711,
      address: '127.0.0.1',
      listeners: [],
      state: 'Active',
      startedAt: new Date().toISOString(),
      version: '0',
      ...more,
    };
    await this.context.registry.announce(instance);
    return instance;
  }

  database(): Promise<QueueDatabase> {
    return this.context.database();
  }

  /** A message that waits in a queue. */
  async queued({
    from = 'bob',
    queue = mailboxQueue,
    subject = 'test',
    header: said = '',
    contentIn = 'redis' as 'redis' | 'file',
    copies: count = 1,
  } = {}): Promise<MailItem> {
    const database = await this.database();
    const recipients = ['alice', 'carol'].map((localPart) => ({
      path: { localPart, domain: 'contoso.com' },
    }));
    const header = Buffer.from(said === '' ? `Subject: ${subject}\r\n\r\n` : said);
    const content = Buffer.from('hello\r\n');
    const item: MailItem = {
      id: await database.ids.next(),
      envelope: {
        reversePath: { localPart: from, domain: 'contoso.com' },
        recipients,
        body: '7BIT',
        smtpUtf8: false,
      },
      source: sourceAt(Date.now()),
      messageId: '<1@contoso.com>',
      networkMessageId: randomUUID(),
      receivedAt: Date.now(),
      sizeBytes: header.length + content.length,
      header,
      content: { store: contentIn, bytes: content.length },
    };
    const copies: QueuedCopy[] = Array.from({ length: count }, (_, number) => ({
      number: String(number),
      queue,
      recipients: count === 1 ? recipients : recipients.slice(number, number + 1),
      attempts: 0,
    }));
    const nextHop = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
    const transaction = database.transaction().accept({ item, copies, content: [content] });
    for (const copy of copies) {
      transaction.enqueue({ id: item.id, copy, receivedAt: item.receivedAt, nextHop });
    }
    await transaction.commit();
    return item;
  }

  /** A line of a tracking log that is still on its way to the store. */
  async trackingWaits(since: number): Promise<void> {
    const client = this.redis.client();
    const part = { file: 'folder/MSGTRK.LOG', from: 0, to: 1, since, compressed: Buffer.from('x') };
    await new TrackingStream(client, 'MBX01').ship(part, 1000);
    client.disconnect();
  }

  /** Something changes what is stored of a message. */
  async damage({ id }: MailItem, field: string, value: string): Promise<void> {
    const { keys } = await this.database();
    const client = this.redis.client();
    await client.hset(keys.item(id), field, value);
    client.disconnect();
  }

  /** Whether the message, or a job of it, is anywhere. */
  async traces(item: MailItem): Promise<readonly boolean[]> {
    const client = this.redis.client();
    const { keys, messages } = await this.database();
    const [exists = false] = await messages.exists([item.id]);
    const job = await client.exists(keys.ofQueue(mailboxQueue, jobIdOf(item.id, { number: '0' })));
    client.disconnect();
    return [exists, job === 1];
  }
}

function sourceAt(receivedAt: number): MailItem['source'] {
  return {
    kind: 'SMTP',
    receivedAt,
    sessionId: '08D0000000000001',
    connector: { name: 'Default MBX01', guid: 'c' },
    server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
    peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
    authAs: 'Internal',
    headerRights: { routing: false, organization: false, forest: false },
  };
}

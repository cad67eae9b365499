import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';
import { Directory, prepareDirectory } from '@mailyard/directory';
import { EdgeListener } from '@mailyard/edge-sync';
import { Degradations, ServiceRegistry, silentLog } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { z } from 'zod';

import { localAdministrator } from '../../caller.js';
import type { Operation } from '../../operation.js';
import { Operations } from '../../operations.js';
import { openContext, type OpenContext } from '../../redis/redis-context.js';
import { ownPki } from '../redis-edge-context.js';

const identities = {
  Mailbox: { server: 'MBX01', fqdn: 'mbx01.contoso.com' },
  Edge: { server: 'EDGE01', fqdn: 'edge01.contoso.com' },
} as const;

export interface SideOptions {
  readonly role: keyof typeof identities;
  readonly portOffset: number;
}

/** An organization, or an Edge, with Redis, directory, certificates and secrets of its own. */
export class EdgeSide {
  private constructor(
    private readonly own: { readonly redis: TestRedis; readonly folder: TempDir },
    readonly context: OpenContext,
    private readonly listener: EdgeListener | undefined,
  ) {}

  static async start({ role, portOffset }: SideOptions): Promise<EdgeSide> {
    const redis = await startRedis();
    const client = redis.client();
    const directory = await Directory.open({ redis: client });
    const folder = await tempDir();
    const dataDir = folder.path;
    const example = join(import.meta.dirname, '../../../../../organization.yaml');
    const organizationFile = role === 'Mailbox' ? { organizationFile: example } : {};
    const settings = {
      ...identities[role],
      serverRole: role,
      redisUrl: redis.url,
      portOffset,
      dataDir,
      ...organizationFile,
    };
    const environment = { MAILYARD_DEMO_PASSWORD: 'Secret-1' };
    await prepareDirectory(directory, { settings, environment });
    await OrganizationCertificates.ensure(join(dataDir, 'pki'), { fqdn: settings.fqdn });
    const registry = new ServiceRegistry({ redis: client });
    await registry.announce({
      id: `${settings.server}-1`,
      service: role === 'Mailbox' ? 'front-end-transport' : 'edge-transport',
      server: settings.server,
      host: 'localhost',
      pid: 1,
      address: '127.0.0.1',
      listeners: [],
      state: 'Active',
      startedAt: new Date().toISOString(),
      version: '0',
    });
    const context = openContext({ redis: client, directory, registry, settings });
    const listener =
      role === 'Mailbox'
        ? undefined
        : new EdgeListener({
            ...context,
            ...(await context.edge()),
            degradations: new Degradations(),
            log: silentLog,
            identity: async () => (await ownPki(settings)).internal,
            address: '127.0.0.1',
            lookMs: 20,
          });
    listener?.start();
    return new EdgeSide({ redis, folder }, context, listener);
  }

  get directory(): Directory {
    return this.context.directory;
  }

  order<Input extends z.ZodType, Output extends z.ZodType>(
    operation: Operation<Input, Output>,
    input: unknown = {},
  ): Promise<z.output<Output>> {
    return new Operations(this.context).run(operation, input, localAdministrator());
  }

  async stop(): Promise<void> {
    await this.listener?.stop();
    await this.context.registry.withdraw();
    await this.context.close();
    this.directory.close();
    await this.own.redis.stop();
    await this.own.folder.remove();
  }
}

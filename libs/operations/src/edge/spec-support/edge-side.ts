import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';
import { Directory, prepareDirectory } from '@mailyard/directory';
import { EdgeListener, EdgeWatch } from '@mailyard/edge-sync';
import { Degradations, ServiceRegistry, silentLog } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { z } from 'zod';

import { localAdministrator } from '../../caller.js';
import type { Operation } from '../../operation.js';
import { Operations } from '../../operations.js';
import { openContext, type OpenContext } from '../../redis/redis-context.js';
import { edgeContext, ownPki, type EdgeContextOptions } from '../redis-edge-context.js';

const identities = {
  Mailbox: { server: 'MBX01', fqdn: 'mbx01.contoso.com' },
  Edge: { server: 'EDGE01', fqdn: 'edge01.contoso.com' },
} as const;

export interface SideOptions {
  readonly role: keyof typeof identities;
  readonly portOffset: number;
  /** Of an Edge. Default: EDGE01. */
  readonly server?: string;
}

interface OwnOfSide {
  readonly redis: TestRedis;
  readonly folder: TempDir;
  readonly settings: EdgeContextOptions['settings'];
}

/** An organization, or an Edge, with Redis, directory, certificates and secrets of its own. */
export class EdgeSide {
  private constructor(
    private readonly own: OwnOfSide,
    readonly context: OpenContext,
    private readonly listener: EdgeListener | undefined,
  ) {}

  static async start({ role, portOffset, server }: SideOptions): Promise<EdgeSide> {
    const redis = await startRedis();
    const client = redis.client();
    const directory = await Directory.open({ redis: client });
    const folder = await tempDir();
    const dataDir = folder.path;
    const example = join(import.meta.dirname, '../../../../../organization.yaml');
    const organizationFile = role === 'Mailbox' ? { organizationFile: example } : {};
    const settings = {
      ...identities[role],
      ...(server !== undefined && { server, fqdn: `${server.toLowerCase()}.contoso.com` }),
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
    return new EdgeSide({ redis, folder, settings }, context, listener);
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

  /** An admin centre of its own, which pushes if it has the lease; `die` is what a SIGKILL leaves. */
  adminCentre(instance: string): { readonly watch: EdgeWatch; readonly die: () => void } {
    const { redis, settings } = this.own;
    const { directory, registry, secretKeys } = this.context;
    const client = redis.client();
    const log = silentLog;
    const edgeSync = edgeContext({
      redis: client,
      directory,
      registry,
      settings,
      secretKeys,
      log,
    }).synchronizer;
    const degradations = new Degradations();
    const watch = new EdgeWatch({
      redis: client,
      directory,
      log,
      edgeSync,
      degradations,
      instance,
      lookMs: 20,
    });
    watch.start();
    return { watch, die: () => client.disconnect() };
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

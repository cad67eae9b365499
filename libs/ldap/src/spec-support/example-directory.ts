import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import {
  Directory,
  prepareDirectory,
  secretPlace,
  type Organization,
  type Recipient,
} from '@mailyard/directory';
import { SecretKeys } from '@mailyard/service';
import {
  ldapReader,
  startRedis,
  tempDir,
  type TempDir,
  type TestLdap,
  type TestRedis,
} from '@mailyard/testing';

import { DirectorySynchronizer } from '../synchronization/directory-synchronizer.js';

/** The example organization on a Redis of its own, and a synchronizer. */
export class ExampleDirectory {
  readonly said: string[] = [];
  readonly synchronizer: DirectorySynchronizer;

  private constructor(
    private readonly started: { readonly redis: TestRedis; readonly folder: TempDir },
    readonly directory: Directory,
    readonly keys: SecretKeys,
  ) {
    const say = (...[line]: unknown[]) => void this.said.push(String(line));
    const redis = started.redis.client();
    this.synchronizer = new DirectorySynchronizer({ redis, directory, keys, log: { info: say, warn: say } });
  }

  static async start(): Promise<ExampleDirectory> {
    const redis = await startRedis();
    const folder = await tempDir();
    const directory = await Directory.open({ redis: redis.client() });
    const settings = {
      server: 'MBX01',
      fqdn: 'mbx01.contoso.com',
      serverRole: 'Mailbox' as const,
      redisUrl: redis.url,
      portOffset: 0,
      dataDir: folder.path,
      organizationFile: join(import.meta.dirname, '../../../../organization.yaml'),
    };
    await prepareDirectory(directory, { settings, environment: { MAILYARD_DEMO_PASSWORD: 'Secret-1' } });
    const keys = new SecretKeys(folder.path);
    await keys.ensure();
    return new ExampleDirectory({ redis, folder }, directory, keys);
  }

  get organization(): Organization {
    return this.directory.organization;
  }

  redisClient(): ReturnType<TestRedis['client']> {
    return this.started.redis.client();
  }

  /** A source that reads a server as its reader. */
  async addSource(server: TestLdap, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const Guid = randomUUID();
    const SealedPassword = await this.keys.seal(
      ldapReader.password,
      secretPlace(Guid, 'SealedPassword', 'DirectorySources'),
    );
    const source = {
      Guid,
      Name: 'People',
      Url: [server.url],
      CertificateAuthority: server.ca,
      BaseDN: 'dc=contoso,dc=com',
      AuthenticationCredential: { UserName: ldapReader.dn },
      SealedPassword,
      ...more,
    };
    await this.directory.put({ DirectorySources: [source] });
    return Guid;
  }

  async change(more: Readonly<Record<string, unknown>>): Promise<void> {
    await this.directory.put({ DirectorySources: [{ ...this.#source, ...more }] });
  }

  synchronize(force = false): ReturnType<DirectorySynchronizer['synchronize']> {
    return this.synchronizer.synchronize(this.#source, { force });
  }

  /** By name, alias or address. */
  recipient(name: string): Recipient {
    const found = this.organization.recipientByName(name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  }

  async stop(): Promise<void> {
    this.directory.close();
    await this.started.redis.stop();
    await this.started.folder.remove();
  }

  get #source() {
    const [source] = this.organization.objects.DirectorySources;
    if (source === undefined) throw new Error('there is a source');
    return source;
  }
}

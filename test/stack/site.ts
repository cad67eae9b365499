import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePortOffset, tempDir, type TempDir } from '@mailyard/testing';

import { Maildir } from '../mail/maildir.js';
import { organizationText } from './organization.js';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const demoPassword = 'correct-horse-battery-staple';
/** Postmaster is the mailbox for system addresses, since nobody in the organization has them. */
export type Mailbox = 'alice' | 'bob' | 'carol' | 'postmaster';

const standardPorts = [25, 587, 717, 2525, 465, 475, 5636, 8080];

export interface SiteOptions {
  /** Text of organization.yaml. */
  readonly organization?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where a stack lives: its data, its ports, its organization. It outlives the processes, so a stack can start again. */
export class Site {
  private constructor(
    private readonly dir: TempDir,
    private readonly offset: number,
    private readonly extraEnv: Readonly<Record<string, string>>,
  ) {}

  static async prepare({ organization = organizationText(), env = {} }: SiteOptions = {}): Promise<Site> {
    const dir = await tempDir('mailyard-test');
    const site = new Site(dir, await freePortOffset(standardPorts), env);
    await mkdir(site.dataDir);
    await writeFile(site.organizationFile, organization);
    return site;
  }

  get dataDir(): string {
    return join(this.dir.path, 'data');
  }

  get pkiDir(): string {
    return join(this.dataDir, 'pki');
  }

  /** A folder outside the data, for what a test itself makes. */
  get scratchDir(): string {
    return this.dir.path;
  }

  get env(): Readonly<Record<string, string>> {
    return {
      NODE_ENV: 'production',
      MAILYARD_SERVER: 'MBX01',
      MAILYARD_FQDN: 'mbx01.contoso.com',
      MAILYARD_DATA_DIR: this.dataDir,
      MAILYARD_ORGANIZATION: this.organizationFile,
      MAILYARD_PORT_OFFSET: String(this.offset),
      MAILYARD_BIND_ADDRESS: '127.0.0.1',
      MAILYARD_DEMO_PASSWORD: demoPassword,
      MAILYARD_ADMIN_PASSWORD: demoPassword,
      // Tests keep the machine busy.
      MAILYARD_TRACKING_DELAY: '00:00:00',
      ...this.extraEnv,
    };
  }

  /** Where the listener with this standard port is. */
  port(standard: number): number {
    return standard + this.offset;
  }

  mailbox(name: Mailbox): Maildir {
    return new Maildir(join(this.dataDir, 'mailboxes/DB01', name));
  }

  async remove(): Promise<void> {
    await this.dir.remove();
  }

  private get organizationFile(): string {
    return join(this.dir.path, 'organization.yaml');
  }
}

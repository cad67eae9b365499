import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import {
  eventually,
  freePort,
  startProcess,
  tempDir,
  type RunningProcess,
  type TempDir,
} from '@mailyard/testing';

const run = promisify(execFile);
const realm = 'CONTOSO.COM';
const binaries = ['/usr/sbin/krb5kdc', '/usr/sbin/kdb5_util', '/usr/sbin/kadmin.local', '/usr/bin/kinit'];
const gsasl = '/usr/bin/gsasl';

/** Debian's krb5-kdc, krb5-admin-server, krb5-user and gsasl are here. */
export async function kerberosInstalled(): Promise<boolean> {
  const there = await Promise.allSettled([...binaries, gsasl].map((path) => access(path)));
  return there.every(({ status }) => status === 'fulfilled');
}

export interface GsaslOptions {
  readonly port: number;
  /** Kerberos principal whose ticket is used. */
  readonly user: string;
  /** `smtp/<this>` is asked for. */
  readonly hostname?: string;
  readonly service?: string;
  /** As whom to act. */
  readonly identity?: string;
}

/** A realm with its own key distribution center. */
export class Kdc {
  private constructor(
    private readonly dir: TempDir,
    private readonly process: RunningProcess,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** `encryption`: the only type of key that the realm gives. */
  static async start(encryption = 'aes256-cts-hmac-sha1-96'): Promise<Kdc> {
    const dir = await tempDir('mailyard-kdc');
    const port = await freePort();
    const env = {
      KRB5_CONFIG: join(dir.path, 'krb5.conf'),
      KRB5_KDC_PROFILE: join(dir.path, 'kdc.conf'),
      PATH: process.env['PATH'] ?? '',
    };
    await mkdir(join(dir.path, 'tickets'));
    await writeFile(env.KRB5_CONFIG, clientConfiguration(port, encryption));
    await writeFile(env.KRB5_KDC_PROFILE, kdcConfiguration(dir.path, { port, encryption }));
    await run('/usr/sbin/kdb5_util', ['create', '-s', '-r', realm, '-P', 'master'], { env });
    const options = { command: '/usr/sbin/krb5kdc', args: ['-n', '-r', realm], env };
    return new Kdc(dir, await startProcess({ ...options, readyWhen: /starting/i }), env);
  }

  /** A user with a password that is the name. */
  async addUser(name: string): Promise<void> {
    await this.#add(name, `-pw ${name}`);
  }

  /** A service and the file with its keys, among others if `into` names one. */
  async addService(
    principal: string,
    into = join(this.dir.path, `${principal.replaceAll('/', '_')}.keytab`),
  ): Promise<string> {
    await this.#add(principal, '-randkey');
    await this.newKey(principal, into);
    return into;
  }

  /** The service gets a new key, which is added to the file. */
  async newKey(principal: string, keytab: string): Promise<void> {
    await this.#admin(`ktadd -k ${keytab} ${principal}`);
  }

  /** Runs GNU SASL as an SMTP client with a ticket of the user; its whole output. */
  async gsasl(options: GsaslOptions): Promise<string> {
    const { port, user, hostname = 'mbx01.contoso.com', service = 'smtp', identity = '' } = options;
    const env = { ...this.env, KRB5CCNAME: `FILE:${join(this.dir.path, 'tickets', user)}` };
    await eventually(
      async () => {
        const kinit = run('/usr/bin/kinit', [user], { env });
        kinit.child.stdin?.end(`${user}\n`);
        await kinit;
        return true;
      },
      { what: `a ticket for ${user}` },
    );
    const how = ['--smtp', '--connect', `127.0.0.1:${port}`, '--mechanism', 'GSSAPI', '--no-starttls'];
    const who = ['--authentication-id', user, '--authorization-id', identity, '--service', service];
    const client = run(gsasl, [...how, ...who, '--hostname', hostname, '--verbose'], {
      env,
      timeout: 10_000,
    });
    client.child.stdin?.end();
    const { stdout, stderr } = await client.catch((error: { stdout: string; stderr: string }) => error);
    return stdout + stderr;
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.dir.remove();
  }

  async #add(principal: string, how: string): Promise<void> {
    await this.#admin(`addprinc ${how} ${principal}`);
  }

  async #admin(query: string): Promise<void> {
    await run('/usr/sbin/kadmin.local', ['-r', realm, '-q', query], { env: this.env });
  }
}

function clientConfiguration(port: number, encryption: string): string {
  return `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_canonicalize_hostname = false
  rdns = false
  permitted_enctypes = ${encryption}
[realms]
  ${realm} = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  .contoso.com = ${realm}
`;
}

function kdcConfiguration(
  folder: string,
  { port, encryption }: { port: number; encryption: string },
): string {
  return `[kdcdefaults]
  kdc_listen = 127.0.0.1:${port}
  kdc_tcp_listen = 127.0.0.1:${port}
[realms]
  ${realm} = {
    database_name = ${folder}/principal
    key_stash_file = ${folder}/stash
    acl_file = ${folder}/acl
    supported_enctypes = ${encryption}:normal
    master_key_type = ${encryption}
  }
`;
}

import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '../free-port.js';
import { startProcess, type RunningProcess } from '../processes/running-process.js';
import { tempDir } from '../temp-dir.js';
import { exchangeSchema } from './exchange-schema.js';

const run = promisify(execFile);
const programs = ['/usr/sbin/slapd', '/usr/sbin/slapadd', '/usr/bin/ldapmodify', '/usr/bin/openssl'];

/** Debian's slapd and ldap-utils are here. */
export function ldapInstalled(): boolean {
  return programs.every((program) => existsSync(program));
}

/** A slapd of its own, with TLS, on free ports of 127.0.0.1. Its base is `dc=contoso,dc=com`. */
export interface TestLdap {
  /** `ldaps://127.0.0.1:…` */
  readonly url: string;
  /** `ldap://127.0.0.1:…`, which has STARTTLS. */
  readonly plainUrl: string;
  /** In PEM: what its certificate is verified by. */
  readonly ca: string;
  /** Makes changes, in LDIF. */
  modify(ldif: string): Promise<void>;
  /** Ends it: the directory is away until `start()`. */
  away(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const ldapReader = { dn: 'cn=reader,dc=contoso,dc=com', password: 'Reader-1' } as const;
const admin = { dn: 'cn=admin,dc=contoso,dc=com', password: 'Admin-1' } as const;

const base = `dn: dc=contoso,dc=com
objectClass: dcObject
objectClass: organization
dc: contoso
o: Contoso

dn: ${ldapReader.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: ${ldapReader.password}

`;

/** `ldif`: what it has from the start, below its base. */
export async function startLdap(ldif: string): Promise<TestLdap> {
  const dir = await tempDir('mailyard-ldap');
  const [port, securePort] = [await freePort(), await freePort()];
  const configuration = join(dir.path, 'slapd.conf');
  const certificate = join(dir.path, 'server.crt');
  await mkdir(join(dir.path, 'data'));
  await makeCertificate(certificate, join(dir.path, 'server.key'));
  await writeFile(join(dir.path, 'exchange.schema'), exchangeSchema);
  await writeFile(configuration, configurationIn(dir.path));
  await writeFile(join(dir.path, 'start.ldif'), base + ldif);
  // Quick, and without an index that nobody asks for: thousands of entries come within a second.
  await run('/usr/sbin/slapadd', ['-q', '-f', configuration, '-l', join(dir.path, 'start.ldif')]);
  const url = `ldaps://127.0.0.1:${securePort}`;
  const plainUrl = `ldap://127.0.0.1:${port}`;
  const launch = (): Promise<RunningProcess> =>
    startProcess({
      command: '/usr/sbin/slapd',
      args: ['-d', 'none', '-f', configuration, '-h', `${plainUrl} ${url}`],
      readyWhen: /slapd starting/,
    });
  let server = await launch();
  return {
    url,
    plainUrl,
    ca: await readFile(certificate, 'utf8'),
    modify: (changes) => modify(plainUrl, certificate, changes),
    away: async () => void (await server.kill()),
    start: async () => {
      server = await launch();
    },
    stop: async () => {
      if (server.running) await server.stop();
      await dir.remove();
    },
  };
}

async function makeCertificate(certificate: string, key: string): Promise<void> {
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  await run('/usr/bin/openssl', ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', certificate]);
}

function configurationIn(dir: string): string {
  const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `/etc/ldap/schema/${name}.schema`);
  return `${[...schemas, join(dir, 'exchange.schema')].map((file) => `include ${file}`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${dir}/slapd.pid
TLSCertificateFile ${dir}/server.crt
TLSCertificateKeyFile ${dir}/server.key
security simple_bind=128
database mdb
maxsize 104857600
dbnosync
suffix dc=contoso,dc=com
rootdn ${admin.dn}
rootpw ${admin.password}
directory ${dir}/data
# Whoever wants more has to ask page by page.
limits * size.soft=500 size.hard=1000 size.prtotal=unlimited
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${ldapReader.dn}" read by * auth
`;
}

function modify(url: string, certificate: string, changes: string): Promise<void> {
  const args = ['-H', url, '-ZZ', '-x', '-D', admin.dn, '-w', admin.password];
  const child = spawn('/usr/bin/ldapmodify', args, {
    env: { ...process.env, LDAPTLS_CACERT: certificate },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.end(changes);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`ldapmodify: ${said}`));
    });
  });
}

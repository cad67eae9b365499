import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort, startProcess, tempDir, type RunningProcess, type TempDir } from '@mailyard/testing';

const run = promisify(execFile);
const binaries = {
  knotd: '/usr/sbin/knotd',
  keymgr: '/usr/sbin/keymgr',
  unbound: '/usr/sbin/unbound',
} as const;

/** Debian's knot and unbound are here. */
export async function nameServersInstalled(): Promise<boolean> {
  const there = await Promise.allSettled(Object.values(binaries).map((path) => access(path)));
  return there.every(({ status }) => status === 'fulfilled');
}

/** A zone in the form of RFC 1035 §5, without its SOA and NS. */
export interface ZoneFile {
  readonly records: string;
  /** Knot signs it; `bogus`: the resolver knows another key. */
  readonly dnssec?: 'signed' | 'bogus';
}

/**
 * Knot with the zones, authoritative, and Unbound in front of it, which asks nobody else and validates what is signed. A zone
 * `dead.example` is delegated to a port where nobody listens.
 */
export class NameServers {
  private constructor(
    private readonly dir: TempDir,
    private readonly processes: readonly RunningProcess[],
    /** Unbound. */
    readonly resolver: { readonly address: string; readonly port: number },
  ) {}

  static async start(zones: Readonly<Record<string, ZoneFile>>): Promise<NameServers> {
    const dir = await tempDir('mailyard-dns');
    await mkdir(join(dir.path, 'keys'));
    const [knotPort, unboundPort, deadPort] = [await freePort(), await freePort(), await freePort()];
    const all: Readonly<Record<string, ZoneFile>> = { '.': { records: '' }, ...zones };
    for (const [name, { records }] of Object.entries(all)) {
      await writeFile(join(dir.path, fileOf(name)), `${head(name)}${records}\n`);
    }
    const knotConfiguration = join(dir.path, 'knot.conf');
    await writeFile(knotConfiguration, knot(dir.path, { port: knotPort, zones: all }));
    const knotd = await startProcess({
      command: binaries.knotd,
      args: ['-c', knotConfiguration],
      readyWhen: /server started/,
    });
    const anchors = await Promise.all(
      Object.entries(zones).flatMap(([name, { dnssec }]) =>
        dnssec === undefined ? [] : [anchorOf(name, { dnssec, configuration: knotConfiguration })],
      ),
    );
    const unboundConfiguration = join(dir.path, 'unbound.conf');
    await writeFile(
      unboundConfiguration,
      unbound(dir.path, { port: unboundPort, knotPort, deadPort, anchors }),
    );
    const unboundd = await startProcess({
      command: binaries.unbound,
      args: ['-d', '-c', unboundConfiguration],
      readyWhen: /start of service/,
    });
    return new NameServers(dir, [unboundd, knotd], { address: '127.0.0.1', port: unboundPort });
  }

  async stop(): Promise<void> {
    for (const process of this.processes) await process.stop();
    await this.dir.remove();
  }
}

function fileOf(name: string): string {
  return name === '.' ? 'root.zone' : `${name}.zone`;
}

function head(name: string): string {
  const origin = name === '.' ? '.' : `${name}.`;
  return `$ORIGIN ${origin}
$TTL 300
@ 3600 SOA ns.test. hostmaster.test. 1 3600 600 86400 60
@ NS ns.test.
`;
}

interface Knot {
  readonly port: number;
  readonly zones: Readonly<Record<string, ZoneFile>>;
}

function knot(folder: string, { port, zones }: Knot): string {
  const list = Object.entries(zones).map(
    ([name, { dnssec }]) => `  - domain: ${name}
    file: ${fileOf(name)}${dnssec === undefined ? '' : '\n    dnssec-signing: on\n    dnssec-policy: single'}`,
  );
  return `server:
    rundir: ${folder}
    listen: 127.0.0.1@${port}
database:
    storage: ${folder}/keys
log:
  - target: stderr
    any: info
policy:
  - id: single
    single-type-signing: on
template:
  - id: default
    storage: ${folder}
    zonefile-sync: -1
    journal-content: none
zone:
${list.join('\n')}
`;
}

/** The zone's key as Unbound is to know it. */
async function anchorOf(
  name: string,
  { dnssec, configuration }: { readonly dnssec: 'signed' | 'bogus'; readonly configuration: string },
): Promise<string> {
  const { stdout } = await run(binaries.keymgr, ['-c', configuration, name, 'ds']);
  const [record = ''] = stdout.split('\n').filter((line) => / 13 2 /.test(line));
  const last = record.at(-1) ?? '';
  return dnssec === 'signed' ? record : `${record.slice(0, -1)}${last === '0' ? '1' : '0'}`;
}

interface Unbound {
  readonly port: number;
  readonly knotPort: number;
  readonly deadPort: number;
  readonly anchors: readonly string[];
}

function unbound(folder: string, { port, knotPort, deadPort, anchors }: Unbound): string {
  return `server:
  directory: "${folder}"
  interface: 127.0.0.1
  port: ${port}
  do-daemonize: no
  do-not-query-localhost: no
  do-ip6: no
  qname-minimisation: no
  module-config: "validator iterator"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  logfile: ""
  verbosity: 1
${anchors.map((anchor) => `  trust-anchor: "${anchor}"`).join('\n')}
remote-control:
  control-enable: no
stub-zone:
  name: "."
  stub-addr: 127.0.0.1@${knotPort}
stub-zone:
  name: "dead.example"
  stub-addr: 127.0.0.1@${deadPort}
`;
}

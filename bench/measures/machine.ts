import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What the ratio of two systems depends on most: `2 × AMD EPYC, family 25 model 17, 2.6 GHz`. A hypervisor may tell the name
 * of a brand only.
 */
export async function describeProcessor(): Promise<string> {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const field = (name: string): string | undefined => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(text)?.[1];
  const processors = cpus();
  const gigahertz = Number(field('cpu MHz') ?? processors[0]?.speed ?? 0) / 1000;
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}`,
    `family ${field('cpu family') ?? '?'} model ${field('model') ?? '?'}`,
    `${gigahertz.toFixed(1)} GHz`,
  ].join(', ');
}

/** One line each on what the figures depend on. */
export async function describeMachine(dir: string): Promise<readonly string[]> {
  const [system, redis, postfix, filesystem] = await Promise.all([
    readFile('/etc/os-release', 'utf8').then((text) => /^PRETTY_NAME="(.*)"$/m.exec(text)?.[1] ?? 'Linux'),
    firstLine('redis-server', ['--version']),
    firstLine('/usr/sbin/postconf', ['-d', '-h', 'mail_version']),
    firstLine('findmnt', ['-n', '-o', 'FSTYPE,OPTIONS', '-T', dir]),
  ]);
  return [
    `${await describeProcessor()}, ${Math.round(totalmem() / 2 ** 30)} GiB memory`,
    `${system}, Linux ${release()}`,
    `Data and queues on ${filesystem}`,
    `Node ${process.version}, ${redis}, Postfix ${postfix}`,
  ];
}

async function firstLine(command: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(command, args)).stdout.split('\n')[0]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  } catch {
    return 'unknown';
  }
}

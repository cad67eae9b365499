import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One line each on what the figures depend on. */
export async function describeMachine(dir: string): Promise<readonly string[]> {
  const [system, redis, postfix, filesystem] = await Promise.all([
    readFile('/etc/os-release', 'utf8').then((text) => /^PRETTY_NAME="(.*)"$/m.exec(text)?.[1] ?? 'Linux'),
    firstLine('redis-server', ['--version']),
    firstLine('/usr/sbin/postconf', ['-d', '-h', 'mail_version']),
    firstLine('findmnt', ['-n', '-o', 'FSTYPE,OPTIONS', '-T', dir]),
  ]);
  const processors = cpus();
  return [
    `${processors.length} × ${processors[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB memory`,
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

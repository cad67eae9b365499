import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '../free-port.js';
import { tempDir } from '../temp-dir.js';
import { startProcess, type RunningProcess } from './running-process.js';

/** A PostgreSQL of its own, on a free port of 127.0.0.1. */
export interface TestPostgres {
  readonly url: string;
  /** Ends it at once; what was committed is there after `restart()`. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian puts the newest version; undefined: it is not installed. */
export function postgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((dir) => existsSync(join(dir, 'postgres')));
}

export async function startPostgres(): Promise<TestPostgres> {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  const temporary = await tempDir('mailyard-postgres');
  const data = join(temporary.path, 'data');
  const account = ownAccount();
  if (account !== undefined) chownSync(temporary.path, account.uid, account.gid);
  const port = await freePort();
  const made = spawnSync(
    ...commandOf(account, join(programs, 'initdb'), [
      '-D',
      data,
      '-U',
      'mailyard',
      '-A',
      'trust',
      '-N',
      '-E',
      'UTF8',
    ]),
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${String(made.stderr)}`);
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${temporary.path}`,
  ];
  const launch = (): Promise<RunningProcess> => {
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const [command, rest] = commandOf(account, join(programs, 'postgres'), args);
    return startProcess({
      command,
      args: rest,
      readyWhen: /ready to accept connections/,
      readyDeadlineMs: 30_000,
    });
  };
  let server = await launch();
  return {
    url: `postgres://mailyard@127.0.0.1:${port}/postgres`,
    kill: async () => void (await server.kill()),
    restart: async () => {
      if (server.running) await server.stop();
      server = await launch();
    },
    stop: async () => {
      if (server.running) await server.stop();
      await temporary.remove();
    },
  };
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL does not run as root: then as the account that its package made. */
function ownAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((of) => Number(spawnSync('id', [of, 'postgres']).stdout));
  return { uid: uid ?? 65_534, gid: gid ?? 65_534 };
}

function commandOf(
  account: Account | undefined,
  program: string,
  args: readonly string[],
): [string, string[]] {
  if (account === undefined) return [program, [...args]];
  const { uid, gid } = account;
  return ['setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', program, ...args]];
}

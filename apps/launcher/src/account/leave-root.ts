import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { StartError } from '../supervision/start-failure.js';
import { serviceAccount, type ServiceAccount } from './service-account.js';

const setpriv = '/usr/bin/setpriv';
/** Variables that name files; these may lie in the data directory. */
const fileVariables = ['MAILYARD_ORGANIZATION', 'MAILYARD_KERBEROS_KEYTAB'];
/** What a data directory may hold before the first start: mount points among it. */
const ownNames = new Set([
  'admin-password',
  'logs',
  'lost+found',
  'mailboxes',
  'pki',
  'queue',
  'redis',
  'run',
]);

export interface LeaveRoot {
  readonly dataDir: string;
  /** With MAILYARD_DATA_DIR as an absolute path. */
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/**
 * Started as root, the launcher becomes an ordinary account before it does anything else: it gives that account the
 * data directory and executes itself under it. Redis and the services then have never been root. Returns when there is
 * nothing to leave.
 */
export function leaveRoot({ dataDir, env, say }: LeaveRoot): void {
  if (process.getuid?.() === 0) {
    process.umask(0o022);
    mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 });
  }
  const account = serviceAccount({ user: env['MAILYARD_USER'], dataDir, program: program(), say });
  if (account === undefined) return;
  if (!existsSync(setpriv) || process.execve === undefined) {
    throw new StartError(`${setpriv} is missing: start under an ordinary account, or set MAILYARD_USER=root`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  refuseFolderOfOthers(dataDir, env);
  handOver(dataDir, account);
  process.execve(setpriv, [setpriv, ...privileges(account, env), '--', ...ownCommand()], definedOf(env));
}

/** /etc, by a slip or by a link that somebody has put in the place of the data directory, must not be given away. */
function refuseFolderOfOthers(dataDir: string, env: NodeJS.ProcessEnv): void {
  if (statSync(dataDir).uid !== 0) return;
  const names = readdirSync(dataDir);
  const given = new Set(fileVariables.flatMap((name) => (env[name] ? [resolve(env[name])] : [])));
  const foreign = names.find((name) => !ownNames.has(name) && !given.has(resolve(dataDir, name)));
  if (foreign === undefined || names.includes('mailboxes')) return;
  throw new StartError(
    `${dataDir} is root's and holds ${foreign}: give Mailyard a folder of its own (MAILYARD_DATA_DIR)`,
  );
}

/**
 * Gives the data directory to the account: what an earlier start as root has made, and what root has put there since.
 * chown goes through a tree by file descriptors, so that no link that the account has made leads it elsewhere.
 */
function handOver(dataDir: string, { uid, gid }: ServiceAccount): void {
  for (const name of readdirSync(dataDir)) {
    const path = join(dataDir, name);
    // Mailboxes can hold millions of files; chown does the folder itself last, so that one tells of all below.
    if (isLarge(name) && lstatSync(path).uid === uid) continue;
    const { status, stderr } = spawnSync('chown', ['-R', '-h', `${uid}:${gid}`, '--', path], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new StartError(`${path} cannot be given to the account ${uid}: ${stderr}`);
  }
  chownSync(dataDir, uid, gid);
}

function isLarge(name: string): boolean {
  return name === 'mailboxes' || name === 'queue';
}

function privileges({ uid, gid, name }: ServiceAccount, env: NodeJS.ProcessEnv): readonly string[] {
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    name === undefined ? '--clear-groups' : '--init-groups',
    '--no-new-privs',
    // Of all that root may do only this is left, and only where a standard port is listened on.
    ...(Number(env['MAILYARD_PORT_OFFSET']) < 1000
      ? ['--inh-caps=-all,+net_bind_service', '--ambient-caps=-all,+net_bind_service']
      : ['--inh-caps=-all']),
  ];
}

function program(): string {
  return process.argv[1] ?? process.execPath;
}

function ownCommand(): readonly string[] {
  return [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

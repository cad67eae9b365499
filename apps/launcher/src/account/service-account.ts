import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { StartError } from '../supervision/start-failure.js';

/** The account that the services and Redis run under when they are started by root. */
export interface ServiceAccount {
  readonly uid: number;
  readonly gid: number;
  /** Undefined: a number that has no name on this machine. */
  readonly name?: string;
}

export interface AccountWish {
  /** MAILYARD_USER: a name, or `uid:gid`. */
  readonly user: string | undefined;
  readonly dataDir: string;
  /** What the account must be able to execute. */
  readonly program: string;
  readonly say: (line: string) => void;
}

/** Of the system account that is made when nothing else is asked for. */
const defaultName = 'mailyard';
/** Stands in for an account that is not made yet: it can reach what everybody can. */
const nobody: ServiceAccount = { uid: 65_534, gid: 65_534 };

/**
 * Undefined: everything runs under the account that started it. Root gives way to MAILYARD_USER, else to the owner of
 * the data directory, else to a system account of its own.
 */
export function serviceAccount(wish: AccountWish): ServiceAccount | undefined {
  const { user, dataDir } = wish;
  if (process.getuid?.() !== 0) return withoutRoot(user);
  if (user !== undefined) return wantedAccount(user, wish);
  const known = ownerOf(dataDir) ?? findAccount(defaultName);
  const unreachable = unreachableFor(known ?? nobody, wish);
  if (unreachable === undefined) return known ?? makeAccount(wish.say);
  const reason = `the account ${known?.name ?? defaultName} cannot reach ${unreachable}`;
  wish.say(
    `WARNING: everything runs as root, since ${reason}; move it to /srv or /opt, or set MAILYARD_USER`,
  );
  return undefined;
}

function wantedAccount(user: string, wish: AccountWish): ServiceAccount | undefined {
  const account = accountOf(user);
  if (account.uid === 0) return undefined;
  const unreachable = unreachableFor(account, wish);
  if (unreachable === undefined) return account;
  throw new StartError(`MAILYARD_USER: the account ${user} cannot reach ${unreachable}`);
}

function withoutRoot(user: string | undefined): undefined {
  if (user === undefined || accountOf(user).uid === process.getuid?.()) return undefined;
  throw new StartError(`MAILYARD_USER is ${user}: only root can start the services under another account`);
}

function ownerOf(dataDir: string): ServiceAccount | undefined {
  if (!existsSync(dataDir)) return undefined;
  const { uid, gid } = statSync(dataDir);
  if (uid === 0) return undefined;
  return findAccount(String(uid)) ?? { uid, gid };
}

function accountOf(user: string): ServiceAccount {
  const [, uid, gid] = /^(\d+):(\d+)$/.exec(user) ?? [];
  if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  const account = findAccount(user);
  if (account !== undefined) return account;
  throw new StartError(`MAILYARD_USER: there is no account ${user}; give a name, or uid:gid`);
}

function findAccount(user: string): ServiceAccount | undefined {
  const { status, stdout } = spawnSync('getent', ['passwd', user], { encoding: 'utf8' });
  const [name, , uid, gid] = status === 0 ? stdout.split(':') : [];
  return name === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

/** What is on the way to the program and to the data, as the account itself sees it. */
function unreachableFor({ uid, gid }: ServiceAccount, { program, dataDir }: AccountWish): string | undefined {
  return [program, dirname(dataDir)].find((path) => {
    const right = statSync(path).isDirectory() ? '-x' : '-r';
    return spawnSync('test', [right, path], { uid, gid, cwd: '/' }).status !== 0;
  });
}

function makeAccount(say: (line: string) => void): ServiceAccount {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = spawnSync('useradd', [...options, '--shell', '/usr/sbin/nologin', defaultName], {
    encoding: 'utf8',
  });
  const account = findAccount(defaultName);
  if (account === undefined) {
    const reason = made.stderr || (made.error?.message ?? '');
    throw new StartError(`the account ${defaultName} cannot be made, set MAILYARD_USER: ${reason.trim()}`);
  }
  say(`made the system account ${defaultName}, under which everything runs`);
  return account;
}

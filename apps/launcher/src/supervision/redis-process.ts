import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ProcessCommand } from './supervised-process.js';

export interface PrivateRedis {
  readonly command: ProcessCommand;
  readonly socket: string;
  readonly logFile: string;
}

/** sun_path has 108 octets; some are left for the name that Redis gives a temporary file. */
const socketPathLengthMax = 100;

/** Redis with the durability that the hub asks for: every acknowledged write is on disk. */
export async function privateRedis(dataDir: string): Promise<PrivateRedis> {
  const dir = join(dataDir, 'redis');
  const logDir = join(dataDir, 'logs', 'redis');
  const socket = await socketPath(dir);
  const logFile = join(logDir, 'redis.log');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await mkdir(logDir, { recursive: true });
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir,
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    save: '',
    logfile: logFile,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const command = { name: 'redis', file: 'redis-server', args, env: process.env, stopGraceMs: 30_000 };
  return { command, socket, logFile };
}

/** True when Redis answers; false while it is not there or still loads its data. */
export function redisAnswers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.setTimeout(1_000, () => connection.destroy());
    connection.once('connect', () => connection.write('PING\r\n'));
    connection.once('data', (reply) => {
      resolve(reply.toString().startsWith('+PONG'));
      connection.destroy();
    });
    connection.once('error', () => undefined); // It is not listening yet: `close` follows.
    connection.once('close', () => resolve(false));
  });
}

/** Why Redis gave up, in its own words. */
export async function lastRedisMessage(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
  const serious = lines.findLast((line) => / # /.test(line)) ?? lines.at(-1) ?? '';
  return serious.replace(/^.*? [#*] /, '');
}

async function socketPath(dir: string): Promise<string> {
  const path = join(dir, 'redis.sock');
  if (path.length <= socketPathLengthMax) return path;
  const id = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  const shortDir = join(tmpdir(), `mailyard-${process.getuid?.() ?? 0}-${id}`);
  await mkdir(shortDir, { recursive: true, mode: 0o700 });
  // Whoever owns this directory can talk to Redis.
  if ((await stat(shortDir)).uid !== process.getuid?.()) {
    throw new Error(`${shortDir} belongs to another user`);
  }
  return join(shortDir, 'redis.sock');
}

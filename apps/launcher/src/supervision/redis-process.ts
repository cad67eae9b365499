import { mkdir, readFile, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';

import { privateRedisSocket } from '@mailyard/directory';

import type { ProcessCommand } from './supervised-process.js';

export interface PrivateRedis {
  readonly command: ProcessCommand;
  readonly socket: string;
  readonly logFile: string;
}

/** Redis with the durability that the hub asks for: every acknowledged write is on disk. */
export async function privateRedis(dataDir: string): Promise<PrivateRedis> {
  const dir = join(dataDir, 'redis');
  const logDir = join(dataDir, 'logs', 'redis');
  const socket = await prepareSocket(dataDir, dir);
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

async function prepareSocket(dataDir: string, dir: string): Promise<string> {
  const socket = privateRedisSocket(dataDir);
  const socketDir = dirname(socket);
  if (socketDir === dir) return socket;
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  // Whoever owns this directory can talk to Redis.
  if ((await stat(socketDir)).uid !== process.getuid?.()) {
    throw new Error(`${socketDir} belongs to another user`);
  }
  return socket;
}

import { mkdir, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';

import { privateRedisSocket } from '@mailyard/service';

import type { ProcessCommand } from './supervised-process.js';

export interface PrivateRedis {
  readonly command: ProcessCommand;
  readonly socket: string;
}

/** Redis with the durability that the hub asks for: every acknowledged write is on disk. It logs on standard output. */
export async function privateRedis(dataDir: string): Promise<PrivateRedis> {
  const dir = join(dataDir, 'redis');
  const socket = await prepareSocket(dataDir, dir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir,
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    save: '',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  // Redis has no setting for the mode of its files, which hold every queued message.
  const umask = 0o077;
  const command = { name: 'redis', file: 'redis-server', args, env: process.env, stopGraceMs: 30_000, umask };
  return { command, socket };
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

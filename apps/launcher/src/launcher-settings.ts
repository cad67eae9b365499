import { resolve } from 'node:path';

/** What `npm start` decides before any service runs; all else is the services' own business. */
export interface LauncherSettings {
  readonly dataDir: string;
  /** Undefined: a private Redis is started. */
  readonly redisUrl?: string;
  /** The environment of the services, with the defaults of a stack that an ordinary user runs on one machine. */
  readonly env: NodeJS.ProcessEnv;
}

const defaults: NodeJS.ProcessEnv = {
  // Ports below 1024 need root, and nobody expects a trial to be open to the network.
  MAILYARD_PORT_OFFSET: '10000',
  MAILYARD_BIND_ADDRESS: '127.0.0.1',
};

export function launcherSettings(environment: NodeJS.ProcessEnv): LauncherSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const dataDir = resolve(given['MAILYARD_DATA_DIR'] ?? 'data');
  const redisUrl = given['MAILYARD_REDIS_URL'];
  const env = { ...defaults, ...given, MAILYARD_DATA_DIR: dataDir };
  return redisUrl === undefined ? { dataDir, env } : { dataDir, env, redisUrl };
}

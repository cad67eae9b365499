import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { tempDir, type TempDir } from '@mailyard/testing';

import { nodeOptions } from './runtime.js';
import { serviceCommands } from './services.js';

const program = fileURLToPath(new URL('../dist/service.js', import.meta.url));

let dir: TempDir;

beforeEach(async () => {
  dir = await tempDir();
});

afterEach(() => dir.remove());

/** As a container starts it, on a Redis that is not there: it ends by itself. */
async function start(name: string) {
  const env = {
    ...process.env,
    MAILYARD_DATA_DIR: dir.path,
    MAILYARD_REDIS_URL: `unix:${dir.path}/none`,
    NODE_OPTIONS: '',
  };
  const child = spawn(process.execPath, [program, name], { env });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, pid: child.pid, output: Buffer.concat(output).toString() };
}

it('becomes the service that it is asked for, within its own process', async () => {
  const { code, pid, output } = await start('hub-transport');
  expect(code).toBe(1);
  expect(output).toContain(`"service":"hub-transport","pid":${pid},`);
  expect(output).toContain('"cannot start"');
});

it('refuses what is no service', async () => {
  const { code, output } = await start('hub');
  expect(code).toBe(1);
  expect(output).toContain(
    'front-end-transport, mailbox-submission, edge-transport, hub-transport, mailbox-delivery, admin-center; not "hub"',
  );
});

it('runs services with bounds for their memory, unless the environment says otherwise', () => {
  const [command] = serviceCommands('hub-transport', { MALLOC_ARENA_MAX: '4', MAILYARD_PROCESSES: '1' });
  const { args = [], env } = command ?? {};
  expect(args.slice(0, -1)).toEqual(nodeOptions);
  expect(env).toMatchObject({ MALLOC_ARENA_MAX: '4', UV_THREADPOOL_SIZE: '32', NODE_ENV: 'production' });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startProcess, tempDir } from '@mailyard/testing';

import { awaitLeftovers } from './leftover-processes.js';

it('waits for the processes of a launcher that was killed', async () => {
  const dir = await tempDir();
  const leftover = await startProcess({
    command: process.execPath,
    args: ['-e', 'console.log("up"); setTimeout(() => 0, 300)', 'apps/hub-transport/dist/main.js'],
    readyWhen: /up/,
  });
  await writeFile(join(dir.path, 'hub-transport.2.pid'), `${leftover.pid}\n`);
  // Reused by somebody else, whose command line happens to hold the name.
  const stranger = await startProcess({
    command: process.execPath,
    args: ['-e', 'console.log("up"); setTimeout(() => 0, 60_000)', 'redis-server *:6379'],
    readyWhen: /up/,
  });
  await writeFile(join(dir.path, 'redis.pid'), `${stranger.pid}\n`);
  const said: string[] = [];
  await awaitLeftovers(dir.path, (line) => said.push(line));
  expect(leftover.running).toBe(false);
  expect(stranger.running).toBe(true);
  await stranger.stop();
  expect(said).toEqual([`waiting for hub-transport.2 (pid ${leftover.pid}) of an earlier start to end`]);
  await dir.remove();
});

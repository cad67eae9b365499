import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startProcess, tempDir } from '@mailyard/testing';

import { awaitLeftovers } from './leftover-processes.js';

it('waits for the processes of a launcher that was killed', async () => {
  const dir = await tempDir();
  const leftover = await startProcess({
    command: process.execPath,
    args: ['-e', 'console.log("up"); setTimeout(() => 0, 300)', 'hub-transport'],
    readyWhen: /up/,
  });
  await writeFile(join(dir.path, 'hub-transport.pid'), `${leftover.pid}\n`);
  await writeFile(join(dir.path, 'redis.pid'), `${process.pid}\n`); // reused by somebody else
  const said: string[] = [];
  await awaitLeftovers(dir.path, (line) => said.push(line));
  expect(leftover.running).toBe(false);
  expect(said).toEqual([`waiting for hub-transport (pid ${leftover.pid}) of an earlier start to end`]);
  await dir.remove();
});

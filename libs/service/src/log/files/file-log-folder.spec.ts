import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextLoop } from 'node:timers/promises';

import { eventually, tempDir } from '@mailyard/testing';

import { LogFolder } from './file-log-folder.js';

const flushMs = 5;

it('a line that comes while others are written is written in its time, too, if it is the last one', async () => {
  const dir = await tempDir();
  const folder = new LogFolder({ dir: dir.path, title: 'log', prefix: 'LOG', limits: { flushMs } });
  folder.write('one\n');
  while (folder.batch === 0) await nextLoop();
  folder.write('two\n');
  // Its time passes before the file has answered.
  for (const end = performance.now() + 10 * flushMs; performance.now() < end;);
  await eventually(async () => {
    const [file = ''] = await readdir(dir.path);
    expect(await readFile(join(dir.path, file), 'utf8')).toMatch(/^two$/m);
  });
  await folder.close();
  await dir.remove();
});

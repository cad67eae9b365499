import { forgetPeak, processStats, processTree } from './process-stats.js';
import { startProcess } from './running-process.js';

const node = process.execPath;

describe('process statistics', () => {
  it('shows peak memory, forgets it on demand, and counts CPU time', async () => {
    const child = await startProcess({
      command: node,
      args: [
        '--expose-gc',
        '-e',
        `let ballast = Buffer.alloc(200_000_000, 1); ballast = null; gc(); console.log('freed');
         const end = Date.now() + 100; while (Date.now() < end); setInterval(() => {}, 1000); console.log('worked')`,
      ],
      readyWhen: /worked/,
    });
    const before = await processStats(child.pid);
    expect(before?.peakResidentBytes).toBeGreaterThan(200_000_000);
    expect(before?.residentBytes).toBeLessThan(150_000_000);
    expect(before?.cpuSeconds).toBeGreaterThanOrEqual(0.1);
    await forgetPeak(child.pid);
    expect((await processStats(child.pid))?.peakResidentBytes).toBeLessThan(150_000_000);
    await child.stop();
    expect(await processStats(child.pid)).toBeUndefined();
  });

  it('finds the children of a process', async () => {
    const parent = await startProcess({
      command: '/bin/sh',
      args: ['-c', `"${node}" -e 'console.log("up"); setTimeout(() => {}, 20000)' marker-of-child & wait`],
      readyWhen: /up/,
    });
    const tree = await processTree(parent.pid);
    expect(tree.map(({ commandLine }) => commandLine)).toEqual([
      expect.stringContaining('/bin/sh'),
      expect.stringContaining('marker-of-child'),
    ]);
    for (const { pid } of tree.slice(1)) process.kill(pid);
    await parent.exited;
  });
});

import { eventually } from '../eventually.js';
import { startProcess } from './running-process.js';

const node = process.execPath;

describe('processes of a test', () => {
  it('are ready when their output says so', async () => {
    const child = await startProcess({
      command: node,
      args: ['-e', 'console.log("port 4711"); setInterval(() => {}, 1000)'],
      readyWhen: /port \d+/,
    });
    expect(child.output).toContain('4711');
    expect(await child.stop()).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('report their output when they end before they are ready', async () => {
    const start = startProcess({
      command: node,
      args: ['-e', 'console.error("bad key"); process.exit(3)'],
      readyWhen: /ready/,
    });
    await expect(start).rejects.toThrow(/bad key/);
  });

  it('die with the process that started them, even when that is killed', async () => {
    const grandchild = `console.log('grandchild', process.pid); setInterval(() => {}, 1000)`;
    const module = new URL('../../dist/index.js', import.meta.url).href;
    const parent = await startProcess({
      command: node,
      args: [
        '--input-type=module',
        '-e',
        `const { startProcess } = await import(${JSON.stringify(module)});
         const child = await startProcess({ command: process.execPath, args: ['-e', ${JSON.stringify(grandchild)}], readyWhen: /grandchild/ });
         console.log(child.output);`,
      ],
      readyWhen: /grandchild \d+/,
    });
    const pid = Number(/grandchild (\d+)/.exec(parent.output)?.[1]);
    await parent.kill();
    expect(await eventually(() => !alive(pid), { what: `the end of process ${pid}` })).toBe(true);
  });
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

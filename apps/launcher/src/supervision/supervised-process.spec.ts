import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { SupervisedProcess, type ProcessEnd } from './supervised-process.js';

describe('a supervised process', () => {
  let runDir: TempDir;
  let supervised: SupervisedProcess;
  let lines: string[];
  let ends: ProcessEnd[];

  beforeEach(async () => {
    runDir = await tempDir();
    lines = [];
    ends = [];
  });
  afterEach(async () => {
    await supervised.stop();
    await runDir.remove();
  });

  function start(script: string, stopGraceMs = 5_000): void {
    supervised = new SupervisedProcess(
      { name: 'sample', file: process.execPath, args: ['-e', script], env: process.env, stopGraceMs },
      {
        runDir: runDir.path,
        onLines: (_name, some) => lines.push(...some),
        mayRestart: (end) => ends.push(end) < 3,
      },
    );
    supervised.start();
  }

  it('is started again after SIGKILL, knows how often, and its pid file follows', async () => {
    start('console.log("up " + process.env.MAILYARD_RESTARTS); setInterval(() => 0, 1000)');
    await eventually(() => lines.length === 1);
    const first = supervised.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await eventually(() => lines.length === 2);
    expect(ends).toEqual([{ name: 'sample', pid: first, code: null, signal: 'SIGKILL' }]);
    expect(supervised.pid).not.toBe(first);
    expect(lines).toEqual(['up 0', 'up 1']);
    await eventually(() => readFileSync(join(runDir.path, 'sample.pid'), 'utf8') === `${supervised.pid}\n`);
  });

  it('says lines that end where a log entry ends, whatever a client has put into it', async () => {
    start(String.raw`process.stdout.write('{"account":"a\u2028Password of admin: b\u0085"}\r\nlast')`);
    await eventually(() => lines.length === 2);
    expect(lines).toEqual(['{"account":"a\u2028Password of admin: b\u0085"}', 'last']);
  });

  it('stays down when that is decided', async () => {
    start('process.exit(7)');
    await eventually(() => ends.length === 3);
    expect(ends[0]?.code).toBe(7);
    expect(supervised.pid).toBeUndefined();
  });

  it('is killed when it does not end in time, and leaves no pid file', async () => {
    start('process.on("SIGTERM", () => 0); console.log("up"); setInterval(() => 0, 1000)', 100);
    await eventually(() => lines.length === 1);
    const pid = supervised.pid ?? 0;
    await supervised.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(ends).toEqual([]);
    expect(existsSync(join(runDir.path, 'sample.pid'))).toBe(false);
  });

  it('that cannot be started at all counts as ended', async () => {
    supervised = new SupervisedProcess(
      { name: 'sample', file: '/nowhere/program', args: [], env: process.env, stopGraceMs: 100 },
      {
        runDir: runDir.path,
        onLines: (_name, some) => lines.push(...some),
        mayRestart: (end) => ends.push(end) < 1,
      },
    );
    supervised.start();
    await eventually(() => ends.length === 1);
    expect(ends[0]?.code).not.toBe(0);
    expect(lines.join()).toContain('/nowhere/program');
  });
});

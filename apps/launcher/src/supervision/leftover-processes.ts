import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than the services need to end by themselves. */
const graceMs = 35_000;

/**
 * Waits for the processes of an earlier launcher that was killed: they end by themselves, but a new Redis on the
 * same data must not start before the old one is gone.
 */
export async function awaitLeftovers(runDir: string, say: (line: string) => void): Promise<void> {
  const files = (await readdir(runDir)).filter((file) => file.endsWith('.pid'));
  await Promise.all(
    files.map(async (file) => {
      const path = join(runDir, file);
      const pid = Number(await readFile(path, 'utf8'));
      if (Number.isInteger(pid) && pid > 1) await awaitEnd(pid, basename(file, '.pid'), say);
      await rm(path, { force: true });
    }),
  );
}

async function awaitEnd(pid: number, name: string, say: (line: string) => void): Promise<void> {
  if (!(await isStill(pid, name))) return;
  say(`waiting for ${name} (pid ${pid}) of an earlier start to end`);
  const deadline = performance.now() + graceMs;
  while (await isStill(pid, name)) {
    if (performance.now() > deadline) process.kill(pid, 'SIGKILL');
    await pause(100);
  }
}

/** The pid may belong to somebody else by now, a system's Redis say, so the command line must be that of ours. */
async function isStill(pid: number, name: string): Promise<boolean> {
  try {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    // The second process of a service is `hub-transport.2`.
    const program = `/${name.replace(/\.\d+$/, '')}/dist/main.js`;
    return commandLine.includes(name === 'redis' ? 'redis-server unixsocket:' : program);
  } catch {
    return false; // There is no such process, or no /proc to tell.
  }
}

/**
 * Milliseconds of CPU that this process spent on the work, all its threads together. Unlike the time on the wall they are
 * hardly more on a machine that is busy, so a test may compare them.
 */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

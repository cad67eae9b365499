import { writeSync, writev, writevSync } from 'node:fs';

/** Into the page cache without a thread. Resumes where a write has stopped: a full disk takes a part, and then says so. */
export function writeAllSync(fd: number, buffers: readonly Buffer[], position?: number): number {
  const total = lengthOf(buffers);
  if (total === 0) return 0;
  let written = writevSync(fd, buffers, position);
  if (written === total) return total;
  const whole = Buffer.concat(buffers);
  while (written < total) {
    written += writeSync(
      fd,
      whole,
      written,
      total - written,
      position === undefined ? position : position + written,
    );
  }
  return total;
}

/** The disk may be slower than the peer: then this waits, and nothing else does. */
export async function writeAll(fd: number, buffers: readonly Buffer[]): Promise<void> {
  const total = lengthOf(buffers);
  if (total === 0) return;
  let written = await writeLater(fd, buffers);
  if (written === total) return;
  const whole = Buffer.concat(buffers);
  while (written < total) written += await writeLater(fd, [whole.subarray(written)]);
}

const writeLater = (fd: number, buffers: readonly Buffer[]): Promise<number> =>
  new Promise((resolve, reject) => {
    writev(fd, buffers, (error, written) => (error === null ? resolve(written) : reject(error)));
  });

export function lengthOf(buffers: readonly Buffer[]): number {
  let total = 0;
  for (const { length } of buffers) total += length;
  return total;
}

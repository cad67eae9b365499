import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What the probe can be asked to watch. `allocations` and `profile` are estimates from samples, `calls` is exact. */
export type Watched = 'calls' | 'allocations' | 'profile';

/** Environment for a stack whose processes are to be probed: every Node process below it loads the probe. */
export function probeEnvironment(directory: string): Readonly<Record<string, string>> {
  const probe = new URL('../../dist/work/probe.js', import.meta.url).href;
  return { WORK_PROBE_DIR: directory, NODE_OPTIONS: `--import=${probe}` };
}

/** A Node process that was started in the environment above. */
export class ProbedProcess {
  constructor(
    readonly pid: number,
    private readonly directory: string,
  ) {}

  async begin(watched: Watched): Promise<void> {
    await this.order(`begin ${watched}`);
  }

  /** What was seen since `begin`, as the probe tells it. */
  end(): Promise<unknown> {
    return this.order('end');
  }

  /** System calls that read and write, of all its threads (proc(5), io). */
  async systemCalls(): Promise<{ readonly reads: number; readonly writes: number }> {
    const text = await readFile(`/proc/${this.pid}/io`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1]);
    return { reads: field('syscr'), writes: field('syscw') };
  }

  private async order(order: string): Promise<unknown> {
    const socket = connect(join(this.directory, `${this.pid}.sock`));
    socket.write(order);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString());
  }
}

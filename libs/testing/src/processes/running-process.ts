import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';

import { withDeadline } from '../eventually.js';

export interface ProcessOptions {
  readonly command: string;
  readonly args?: readonly string[];
  /** Added to the environment of the test. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The start is over when the output (both streams) matches; without it, as soon as the process exists. */
  readonly readyWhen?: RegExp;
  readonly readyDeadlineMs?: number;
  /** Sent by the kernel when the test process dies, however it dies. SIGTERM for a parent of other processes. */
  readonly deathSignal?: 'SIGKILL' | 'SIGTERM';
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const outputCharsMax = 1_000_000;

/** A child process with its output; it cannot outlive the test process. */
export class RunningProcess {
  readonly exited: Promise<ProcessExit>;
  private text = '';
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {
    this.exited = new Promise((resolve) => {
      // `close`, not `exit`: then all output is here.
      child.once('close', (code, signal) => resolve({ code, signal }));
      child.once('error', (error) => {
        this.take(`\n${error.message}\n`);
        if (child.pid === undefined) resolve({ code: null, signal: null });
      });
    });
    void this.exited.then(() => this.notify());
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => this.take(chunk));
    }
  }

  static async start(options: ProcessOptions): Promise<RunningProcess> {
    const { command, args = [], env = {}, cwd, deathSignal = 'SIGKILL' } = options;
    const [file, ...rest] = [...boundToParent(deathSignal), command, ...args] as [string, ...string[]];
    const child = spawn(file, rest, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    const running = new RunningProcess(child, command);
    if (options.readyWhen !== undefined) {
      await running
        .waitForOutput(options.readyWhen, options.readyDeadlineMs ?? 20_000)
        .catch(async (error) => {
          await running.kill();
          throw error;
        });
    }
    return running;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.name} did not start: ${this.text}`);
    return this.child.pid;
  }

  get running(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Both streams as they came; the oldest part is dropped past a million characters. */
  get output(): string {
    return this.text;
  }

  /** Resolves when the whole output matches; rejects at once when the process ends without it. */
  async waitForOutput(pattern: RegExp, deadlineMs = 10_000): Promise<RegExpExecArray> {
    let check = (): void => undefined;
    const found = new Promise<RegExpExecArray>((resolve, reject) => {
      check = () => {
        const match = pattern.exec(this.text);
        if (match !== null) resolve(match);
        else if (!this.running) reject(new Error(`${this.name} ended without ${pattern}`));
      };
    });
    this.waiting.add(check);
    check();
    try {
      return await withDeadline(found, deadlineMs, `${pattern} from ${this.name}`);
    } catch (error) {
      throw new Error(`${(error as Error).message}; its output:\n${this.text.slice(-4000)}`, {
        cause: error,
      });
    } finally {
      this.waiting.delete(check);
    }
  }

  /** Sends the signal and waits for the end. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<ProcessExit> {
    this.child.kill(signal);
    return withDeadline(this.exited, 10_000, `the end of ${this.name} after ${signal}`);
  }

  /** SIGTERM; SIGKILL and an error when that does not end it in time. */
  async stop(graceMs = 35_000): Promise<ProcessExit> {
    this.child.kill('SIGTERM');
    try {
      return await withDeadline(this.exited, graceMs, `the end of ${this.name} after SIGTERM`);
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  private take(chunk: string): void {
    this.text = (this.text + chunk).slice(-outputCharsMax);
    this.notify();
  }

  private notify(): void {
    for (const check of this.waiting) check();
  }
}

export function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  return RunningProcess.start(options);
}

/** Jest gives tests a copy of `process` whose exit event never fires, so the kernel is asked to clean up. */
function boundToParent(signal: string): readonly string[] {
  const setpriv = '/usr/bin/setpriv';
  return existsSync(setpriv) ? [setpriv, '--pdeathsig', signal.slice('SIG'.length), '--'] : [];
}

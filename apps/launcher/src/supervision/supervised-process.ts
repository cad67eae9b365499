import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ProcessCommand {
  /** Unique: `hub-transport.2`. */
  readonly name: string;
  /** Default: the name. */
  readonly service?: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** How long it may take to end after SIGTERM before it is killed. */
  readonly stopGraceMs: number;
  /** Default: that of the launcher. */
  readonly umask?: number;
}

export interface ProcessEnd {
  readonly name: string;
  readonly pid: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Supervision {
  /** `<name>.pid` is kept here while the process runs. */
  readonly runDir: string;
  /** What a process says at one time. */
  readonly onLines: (name: string, lines: readonly string[]) => void;
  /** Called when the process ends unasked; false: it stays down. */
  readonly mayRestart: (end: ProcessEnd) => boolean;
}

const firstBackoffMs = 200;
const longestBackoffMs = 5_000;
/** A process that ran this long had no trouble to start. */
const settledAfterMs = 10_000;

/** One child process that is started again when it ends unasked, after a short and growing pause. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private restart: NodeJS.Timeout | undefined;
  private backoffMs = firstBackoffMs;
  private restarts = 0;
  private stopping = false;

  constructor(
    private readonly command: ProcessCommand,
    private readonly supervision: Supervision,
  ) {}

  get name(): string {
    return this.command.name;
  }

  /** What it is a process of. */
  get service(): string {
    return this.command.service ?? this.command.name;
  }

  /** Undefined between the end of one process and the start of the next. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    if (this.stopping) return;
    const { file, args } = this.command;
    const env = { ...this.command.env, MAILYARD_RESTARTS: String(this.restarts) };
    const startedAt = performance.now();
    const [program, ...rest] = [...boundToLauncher(), file, ...args] as [string, ...string[]];
    // Its own process group: Ctrl-C in a terminal reaches the launcher only, which then stops them in order.
    const before = process.umask();
    process.umask(this.command.umask ?? before);
    const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    process.umask(before);
    this.child = child;
    this.passOutput(child);
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.supervision.onLines(this.name, [error.message]);
        if (child.pid === undefined) child.emit('close', 1, null);
      });
      child.once('close', (code, signal) => {
        this.child = undefined;
        this.afterEnd({ name: this.name, pid: child.pid ?? 0, code, signal }, performance.now() - startedAt);
        resolve();
      });
    });
    if (child.pid !== undefined) this.ended = Promise.all([this.ended, this.notePid(child.pid)]).then();
  }

  /** SIGTERM, then SIGKILL when the grace is over. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    this.child?.kill('SIGTERM');
    const killer = setTimeout(() => this.kill(), this.command.stopGraceMs);
    await this.ended;
    clearTimeout(killer);
    await rm(this.pidFile, { force: true });
  }

  /** Ends it at once; what the process holds is durable anyhow. */
  kill(): void {
    this.stopping = true;
    this.child?.kill('SIGKILL');
  }

  private get pidFile(): string {
    return join(this.supervision.runDir, `${this.name}.pid`);
  }

  private async notePid(pid: number): Promise<void> {
    await writeFile(this.pidFile, `${pid}\n`).catch((error: Error) =>
      this.supervision.onLines(this.name, [`its pid file cannot be written: ${error.message}`]),
    );
  }

  private afterEnd(end: ProcessEnd, ranMs: number): void {
    if (this.stopping || !this.supervision.mayRestart(end)) return;
    this.backoffMs =
      ranMs >= settledAfterMs ? firstBackoffMs : Math.min(this.backoffMs * 2, longestBackoffMs);
    this.restarts += 1;
    this.restart = setTimeout(() => this.start(), this.backoffMs);
  }

  private passOutput(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) readLines(stream, (lines) => this.supervision.onLines(this.name, lines));
    }
  }
}

/** Has the kernel send SIGTERM when the launcher dies, however it dies: nothing may be left running. */
function boundToLauncher(): readonly string[] {
  const setpriv = '/usr/bin/setpriv';
  return existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM', '--'] : [];
}

/**
 * Unlike node:readline, which ends a line at U+2028 as well: JSON has that unescaped within its strings, where clients
 * may have put it.
 */
function readLines(stream: Readable, onLines: (lines: readonly string[]) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = `${rest}${text}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (lines.length > 0) onLines(lines);
  });
  stream.once('end', () => {
    if (rest !== '') onLines([rest]);
  });
}

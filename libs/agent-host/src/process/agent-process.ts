import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { FrameReader, frame } from '../contract/frames.js';

/** As it is compiled, whoever compiled this file. */
const main = fileURLToPath(new URL('../../dist/process/agent-main.mjs', import.meta.url));
const octetsOfAnswerMax = 262_144;
/** Of what an agent prints in a second; whoever prints more waits. */
const printedOctetsMax = 65_536;
const linesOfPrinted = 5;
const memoryLookMs = 500;
const pageOctets = 4_096;

/**
 * Runs the agent, says its process id, and ends it when the service has gone or closes the pipe: also one that hears
 * nothing any more, and also when the service was killed.
 */
const shell = [
  'ulimit -c 0; ulimit -n 128',
  '"$@" 4>&- </dev/null &',
  'echo $! >&4',
  'exec 3>&- 4>&- >/dev/null 2>&1',
  'cat >/dev/null',
  'kill -9 $!',
].join('\n');

export interface AgentProcessOptions {
  readonly file: string;
  readonly factory: string;
  /** Where it runs, and where it may read what is put there. */
  readonly folder: string;
  /** Folders that it may read, and write into. */
  readonly writablePaths: readonly string[];
  readonly memoryOctetsMax: number;
  readonly onMessage: (message: unknown) => void;
  /** Once: it has ended, or was ended since it broke the rules. */
  readonly onEnd: (reason: string) => void;
  /** What it prints, a line. */
  readonly onPrinted: (line: string) => void;
}

/** One process of one agent: without the service's environment, and with bounds for whatever it may use up. */
export class AgentProcess {
  readonly #options: AgentProcessOptions;
  readonly #child: ChildProcess;
  readonly #pipe: Socket;
  readonly #reader = new FrameReader(octetsOfAnswerMax);
  readonly #memory: NodeJS.Timeout;
  readonly #second: NodeJS.Timeout;
  #pid: number | undefined;
  #lastError = '';
  #printed = { octets: 0, lines: 0 };
  #ended = false;

  constructor(options: AgentProcessOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    this.#child = spawn('/bin/sh', ['-c', shell, 'transport-agent', ...commandOf(options)], {
      cwd: options.folder,
      env: {},
      // Signals for the service's group are not for it.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.#pipe = this.#child.stdio[3] as Socket;
    this.#follow();
    this.#memory = setInterval(() => void this.#lookAtMemory(), memoryLookMs).unref();
    this.#second = setInterval(() => this.#nextSecond(), 1_000).unref();
  }

  send(message: object): void {
    if (!this.#ended) this.#pipe.write(frame(message));
  }

  /** It ends now, whatever it does. */
  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#memory);
    clearInterval(this.#second);
    this.#child.stdin?.destroy();
    for (const stream of this.#child.stdio) stream?.destroy();
    this.#options.onEnd(this.#lastError === '' ? reason : `${reason}: ${this.#lastError}`);
  }

  #follow(): void {
    const { stdin, stdout, stderr } = this.#child;
    const pids = this.#child.stdio[4] as Socket;
    pids.on('data', (text: Buffer) => (this.#pid ??= Number(text)));
    this.#pipe.on('data', (octets: Buffer) => this.#take(octets));
    this.#pipe.on('close', () => this.end('its process ended'));
    this.#child.on('error', (error) => this.end(`its process could not be started: ${error.message}`));
    for (const stream of [stdin, pids, this.#pipe]) stream?.on('error', () => undefined);
    for (const stream of [stdout, stderr]) {
      stream?.on('data', (octets: Buffer) => this.#print(octets));
      stream?.on('error', () => undefined);
    }
    this.#child.unref();
  }

  #take(octets: Buffer): void {
    try {
      for (const message of this.#reader.read(octets)) {
        if (this.#ended) return;
        this.#options.onMessage(message);
      }
    } catch (error) {
      this.end(`it sent what is no answer: ${(error as Error).message}`);
    }
  }

  #print(octets: Buffer): void {
    this.#printed.octets += octets.length;
    for (const line of octets.toString('utf8', 0, 4_096).split('\n')) {
      const text = line.trim().slice(0, 256);
      if (text === '' || this.#printed.lines >= linesOfPrinted) continue;
      this.#printed.lines += 1;
      if (text.includes('Error')) this.#lastError = text;
      this.#options.onPrinted(text);
    }
    if (this.#printed.octets < printedOctetsMax) return;
    this.#child.stdout?.pause();
    this.#child.stderr?.pause();
  }

  #nextSecond(): void {
    this.#printed = { octets: 0, lines: 0 };
    this.#child.stdout?.resume();
    this.#child.stderr?.resume();
  }

  /** Beyond what V8 is told: buffers are no part of its heap. */
  async #lookAtMemory(): Promise<void> {
    if (this.#pid === undefined || this.#ended) return;
    // Where there is no such file, V8's own limit holds alone.
    const statm = await readFile(`/proc/${this.#pid}/statm`, 'latin1').catch(() => '');
    const octets = Number(statm.split(' ')[1] ?? 0) * pageOctets;
    if (octets > this.#options.memoryOctetsMax) this.end(`it used more than its MaxMemory: ${octets} octets`);
  }
}

function commandOf({
  file,
  factory,
  folder,
  writablePaths,
  memoryOctetsMax,
}: AgentProcessOptions): readonly string[] {
  const readable = [dirname(main), dirname(file), folder, ...writablePaths];
  const heapMegabytes = Math.max(16, Math.floor((memoryOctetsMax * 0.75) / 1_048_576));
  return [
    process.execPath,
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}/*`),
    ...writablePaths.map((path) => `--allow-fs-write=${path}/*`),
    `--max-old-space-size=${heapMegabytes}`,
    '--no-warnings',
    main,
    file,
    factory,
  ];
}

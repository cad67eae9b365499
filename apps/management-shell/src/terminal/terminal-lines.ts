import { createInterface, type Interface } from 'node:readline';

import type { LineReader } from './answers.js';
import { Screen } from './screen.js';

export type Completer = (line: string) => Promise<[candidates: string[], word: string]>;

export interface TerminalOptions {
  readonly history: readonly string[];
  readonly complete: Completer;
  /** A blank was typed after this line. */
  readonly whenWordEnds: (line: string) => void;
}

/** Lines that a person types, with history and completion; what is typed ahead waits for its turn. */
export class TerminalLines implements LineReader {
  history: readonly string[];
  private readonly screen = new Screen();
  private readonly readline: Interface;
  private readonly typedAhead: string[] = [];
  private waiting: PromiseWithResolvers<string | undefined> | undefined;
  private isAnswer = false;
  private hasEnded = false;

  constructor({ history, complete, whenWordEnds }: TerminalOptions) {
    this.history = history;
    this.readline = createInterface({
      input: process.stdin,
      output: this.screen,
      terminal: true,
      history: [...history],
      removeHistoryDuplicates: true,
      completer: (line: string, done: (error: Error | null, result?: [string[], string]) => void) => {
        complete(line).then(
          (result) => done(null, result),
          // Without an answer nothing is completed.
          () => done(null, [[], line]),
        );
      },
    });
    this.readline.on('line', (line) => this.taken(line));
    this.readline.on('close', () => this.ended());
    process.stdin.on('keypress', (key: string | undefined) => {
      if (key === ' ' && !this.isAnswer) whenWordEnds(this.readline.line);
    });
    // An answer is no command: it is not remembered.
    this.readline.on('history', (lines: string[]) => {
      if (this.isAnswer) lines.shift();
      this.history = [...lines];
    });
  }

  /** `whenInterrupted`: Ctrl-C while nothing is asked. */
  onInterrupt(whenInterrupted: () => void): void {
    this.readline.on('SIGINT', whenInterrupted);
  }

  /** A command; undefined at the end of the input. */
  command(prompt: string): Promise<string | undefined> {
    this.isAnswer = false;
    return this.next(prompt);
  }

  ask(prompt: string): Promise<string | undefined> {
    this.isAnswer = true;
    const lines = prompt.split('\n');
    // readline redraws its prompt, which has to be one line.
    this.screen.write(
      lines
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return this.next(lines.at(-1) ?? '');
  }

  async askSecretly(prompt: string): Promise<string | undefined> {
    this.isAnswer = true;
    this.screen.write(prompt);
    this.screen.isMuted = true;
    try {
      return await this.next('');
    } finally {
      this.screen.isMuted = false;
      this.screen.write('\n');
    }
  }

  /** The line that was begun is given up. */
  discard(): void {
    this.screen.write('^C\n');
    this.clearLine();
    this.settle('');
  }

  /** Ctrl-C: whoever asked is not answered, and ends. */
  giveUpQuestion(): void {
    if (!this.isAnswer || this.waiting === undefined) return;
    // What was typed of a password is not left for the next prompt.
    this.clearLine();
    this.screen.write('^C\n');
    const { reject } = this.waiting;
    this.waiting = undefined;
    reject(new DOMException('The question was given up.', 'AbortError'));
  }

  close(): void {
    this.readline.close();
  }

  private next(prompt: string): Promise<string | undefined> {
    const ahead = this.typedAhead.shift();
    if (ahead !== undefined || this.hasEnded) return Promise.resolve(ahead);
    this.readline.setPrompt(prompt);
    this.readline.prompt(true);
    this.waiting = Promise.withResolvers();
    return this.waiting.promise;
  }

  private clearLine(): void {
    this.readline.write('', { ctrl: true, name: 'e' });
    this.readline.write('', { ctrl: true, name: 'u' });
  }

  private settle(line: string | undefined): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(line);
  }

  private taken(line: string): void {
    if (this.waiting === undefined) this.typedAhead.push(line);
    else this.settle(line);
  }

  private ended(): void {
    this.hasEnded = true;
    this.settle(undefined);
  }
}

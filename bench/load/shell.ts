import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const main = fileURLToPath(new URL('../../../apps/management-shell/dist/main.js', import.meta.url));

const shownMsMax = 30_000;

type Environment = Readonly<Record<string, string>>;

/** Milliseconds from the start of the shell to its end, with everything that the command writes. */
export async function shellMs(command: string, environment: Environment): Promise<number> {
  const begun = performance.now();
  const shell = spawn(process.execPath, [main, '-Command', command], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  shell.stdout.resume();
  const [code] = (await once(shell, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return performance.now() - begun;
}

/** A shell in a terminal of its own (util-linux's `script`), at which somebody types. */
export class ShellTerminal {
  readonly #terminal: ReturnType<typeof ShellTerminal.open>;
  #shown = '';

  constructor(environment: Environment) {
    this.#terminal = ShellTerminal.open(environment);
    this.#terminal.stdout.setEncoding('utf8').on('data', (text: string) => (this.#shown += text));
  }

  private static open(environment: Environment) {
    return spawn('script', ['-qec', `${process.execPath} ${main}`, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm', ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  }

  /** Milliseconds until what is typed has made the terminal show that. Throws when it has not for long. */
  async type(text: string, shows: RegExp): Promise<number> {
    this.#shown = '';
    const begun = performance.now();
    this.#terminal.stdin.write(text);
    const signal = AbortSignal.timeout(shownMsMax);
    while (!shows.test(stripVTControlCharacters(this.#shown))) {
      await once(this.#terminal.stdout, 'data', { signal }).catch((cause: unknown) => {
        throw new Error(`${JSON.stringify(text)} shows ${JSON.stringify(this.#shown)}`, { cause });
      });
    }
    return performance.now() - begun;
  }

  async close(): Promise<void> {
    this.#terminal.stdin.end();
    this.#terminal.kill();
    await once(this.#terminal, 'exit');
  }
}

import { everydayCommands } from '../commands/index.js';
import { formattedLines } from '../formatting/output-formatter.js';
import type { CommandDefinition } from '../command/command.js';
import type { Answer, Host } from '../command/host.js';
import { Shell } from '../runtime/shell.js';
import { gathered } from '../values/gathered.js';
import { Credential, type Value } from '../values/value.js';

/** A shell without terminal: files are in memory, the clock stands, answers are given beforehand. */
export class TestShell {
  readonly files = new Map<string, string>();
  readonly said: string[] = [];
  readonly errors: string[] = [];
  readonly notes: string[] = [];
  readonly questions: string[] = [];
  /** For how many milliseconds a script waited. */
  readonly waited: number[] = [];
  readonly answers: (Answer | undefined)[] = [];
  readonly shell: Shell;

  constructor(commands: readonly CommandDefinition[] = [], width = 80) {
    const host: Host = {
      width,
      now: () => new Date(2026, 10, 29, 19, 40, 5),
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      wait: async (milliseconds) => void this.waited.push(milliseconds),
      say: (text) => void this.said.push(text),
      error: ({ message, command }) =>
        void this.errors.push(command === undefined ? message : `${command}: ${message}`),
      note: (kind, text) => void this.notes.push(`${kind}: ${text}`),
      confirm: async ({ message }) => {
        this.questions.push(message);
        return this.answers.shift();
      },
      credential: async (userName = 'contoso\\app') => new Credential(userName, 'not shown'),
      readLine: async () => 'typed',
      readText: async (path) => {
        const text = this.files.get(path);
        if (text === undefined) throw new Error(`no file ${path}`);
        return text;
      },
      exists: async (path) => this.files.has(path),
      isFolder: async (path) => [...this.files.keys()].some((file) => file.startsWith(`${path}/`)),
      writeText: async (path, text, { append }) =>
        void this.files.set(path, (append ? (this.files.get(path) ?? '') : '') + text),
      readBytes: async (path) => Buffer.from(this.files.get(path) ?? '', 'latin1'),
      writeBytes: async (path, bytes, { append }) => {
        const before = append ? (this.files.get(path) ?? '') : '';
        this.files.set(path, before + Buffer.from(bytes).toString('latin1'));
      },
      environment: (name) => (name === 'USER' ? 'alice' : undefined),
      show: async (values) => void this.said.push(...(await gathered(formattedLines(values, width)))),
    };
    this.shell = new Shell(host, [...everydayCommands, ...commands]);
  }

  async values(script: string): Promise<Value[]> {
    return await gathered(this.shell.run(script));
  }

  /** What a terminal would show, without trailing blank lines. */
  async shown(script: string): Promise<string> {
    const lines = await gathered(formattedLines(await this.values(script), this.shell.state.host.width));
    return lines.join('\n').replace(/\n+$/, '');
  }
}

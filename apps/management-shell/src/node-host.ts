import { access, appendFile, open, readFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import {
  harmless,
  OutputFormatter,
  TerminatingError,
  type Answer,
  type Credential,
  type ErrorRecord,
  type Host,
  type Question,
  type Value,
} from '@mailyard/powershell';

import type { Style } from './terminal/style.js';

/** Who can be asked: a person at a terminal, or nobody. */
export interface Asking {
  confirm(question: Question): Promise<Answer | undefined>;
  credential(userName: string | undefined, message: string | undefined): Promise<Credential | undefined>;
  line(prompt: string, isSecret: boolean): Promise<string | undefined>;
}

export const nobody: Asking = {
  confirm: () => Promise.resolve(undefined),
  credential: () => Promise.resolve(undefined),
  line: () => Promise.resolve(undefined),
};

export interface Place {
  /** Against which relative paths are read. */
  readonly folder: string;
  /** Whose shell it is. */
  readonly server: string;
}

const fileBytesMax = 256 * 1024 * 1024;

/** The shell's outside on this machine: standard output and error, files, the clock. */
export class NodeHost implements Host {
  /** What is being shown; within it an Out-Host. */
  private readonly shown: OutputFormatter[] = [];

  constructor(
    private readonly style: Style,
    private readonly asking: Asking,
    private readonly place: Place,
  ) {}

  get width(): number {
    return process.stdout.isTTY ? process.stdout.columns : 120;
  }

  now(): Date {
    return new Date();
  }

  turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.pause();
    await wait(milliseconds, undefined, { signal });
  }

  say(
    text: string,
    { color, newLine = true }: { readonly color?: string | undefined; readonly newLine?: boolean } = {},
  ): void {
    this.pause();
    process.stdout.write(this.style.named(color, harmless(text)) + (newLine ? '\n' : ''));
  }

  /** In a script of several lines it is said where. */
  error({ message, command, place, position }: ErrorRecord): void {
    this.pause();
    const said = command === undefined ? message : `${command}: ${message}`;
    const isLong = place !== undefined && place.text.trim().includes('\n');
    process.stderr.write(`${this.style.error(harmless(isLong ? `${said}\n${position}` : said))}\n`);
  }

  note(kind: 'warning' | 'verbose', text: string): void {
    this.pause();
    process.stderr.write(`${this.style.note(`${kind.toUpperCase()}: ${harmless(text)}`)}\n`);
  }

  confirm(question: Question): Promise<Answer | undefined> {
    this.pause();
    return this.asking.confirm(question);
  }

  credential(userName: string | undefined, message: string | undefined): Promise<Credential | undefined> {
    this.pause();
    return this.asking.credential(userName, message);
  }

  readLine(prompt: string, { isSecret }: { readonly isSecret: boolean }): Promise<string | undefined> {
    this.pause();
    return this.asking.line(prompt, isSecret);
  }

  async readText(path: string): Promise<string> {
    return decoded(await this.readBytes(path));
  }

  async readBytes(path: string): Promise<Buffer> {
    const bytes = await this.file(path, (file) => readFile(file));
    if (bytes.length > fileBytesMax) throw new TerminatingError(`The file '${path}' is larger than 256 MB.`);
    return bytes;
  }

  /** Certificates with their keys, subscriptions, mail: what comes as octets is for nobody else's eyes. */
  async writeBytes(path: string, bytes: Uint8Array, { append }: { readonly append: boolean }): Promise<void> {
    await this.file(path, (file) => writePrivateFile(file, bytes, { append }));
  }

  async writeText(path: string, text: string, { append }: { readonly append: boolean }): Promise<void> {
    await this.file(path, (file) => (append ? appendFile(file, text) : writeFile(file, text)));
  }

  async exists(path: string): Promise<boolean> {
    try {
      await access(this.path(path));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async isFolder(path: string): Promise<boolean> {
    try {
      return (await stat(this.path(path))).isDirectory();
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** `.\\ranges.txt` is a path, too. */
  private path(path: string): string {
    return resolve(this.place.folder, path.includes('/') ? path : path.replaceAll('\\', '/'));
  }

  /** Scripts for Exchange take $env:COMPUTERNAME for the server whose shell they run in. */
  environment(name: string): string | undefined {
    const server = /^computername$/i.test(name) ? this.place.server : undefined;
    return process.env[name] ?? server;
  }

  async show(values: AsyncIterable<Value>): Promise<void> {
    this.pause();
    const formatter = new OutputFormatter(this.width);
    this.shown.push(formatter);
    try {
      for await (const value of values) this.write(formatter.add(value));
    } finally {
      this.write(formatter.end());
      this.shown.pop();
    }
  }

  /** What has come so far is on the screen before anything else is. */
  private pause(): void {
    for (const formatter of this.shown) this.write(formatter.pause());
  }

  private write(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const styled = lines.map((line, i) => this.style.line(line, lines[i + 1] ?? ''));
    process.stdout.write(`${styled.join('\n')}\n`);
  }

  private async file<T>(path: string, work: (file: string) => Promise<T>): Promise<T> {
    try {
      return await work(this.path(path));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new TerminatingError(fileProblems[code]?.(path) ?? message, {
        category: 'ObjectNotFound',
        target: path,
      });
    }
  }
}

function isMissing(error: unknown): boolean {
  return /^(?:ENOENT|EACCES|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

const fileProblems: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `Cannot find path '${path}' because it does not exist.`,
  EACCES: (path) => `Access to the path '${path}' is denied.`,
  EISDIR: (path) => `The path '${path}' is a folder.`,
};

const ownerOnly = 0o600;

/** Nobody but its owner can read it afterwards, whoever could before. */
async function writePrivateFile(
  path: string,
  bytes: Uint8Array,
  { append }: { readonly append: boolean },
): Promise<void> {
  const file = await open(path, append ? 'a' : 'w', ownerOnly);
  try {
    // One that was there keeps its mode when it is opened; a device is for everybody.
    if ((await file.stat()).isFile()) await file.chmod(ownerOnly);
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

/** Windows PowerShell writes UTF-16, others UTF-8; what is neither is taken for the Windows code page. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

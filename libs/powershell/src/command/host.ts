import type { Credential, Value } from '../values/value.js';
import type { ErrorRecord } from '../errors/error-record.js';

export type Answer = 'yes' | 'yesToAll' | 'no' | 'noToAll';

/** What is said besides output and errors. */
export type NoteKind = 'warning' | 'verbose' | 'information';

export interface Question {
  readonly caption: string;
  readonly message: string;
  /** What is dangerous is not done on a mere Enter. */
  readonly isDangerous?: boolean;
}

/** The outside of the language: a terminal or none, files, the clock. */
export interface Host {
  /** In which output has to fit. */
  readonly width: number;
  now(): Date;
  /** Lets what else happens have its turn: Ctrl-C, say, which a busy script would never hear of. */
  turn(): Promise<void>;
  /** Resolves after a time, or at once when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** What Write-Host says, which is no output. */
  say(text: string, style?: { readonly color?: string | undefined; readonly newLine?: boolean }): void;
  error(record: ErrorRecord): void;
  note(kind: Exclude<NoteKind, 'information'>, text: string): void;
  /** Undefined where nobody can be asked. */
  confirm(question: Question): Promise<Answer | undefined>;
  credential(userName: string | undefined, message: string | undefined): Promise<Credential | undefined>;
  /** A line that the user types; undefined where nobody can be asked. */
  readLine(prompt: string, options: { readonly isSecret: boolean }): Promise<string | undefined>;
  readText(path: string): Promise<string>;
  /** Whether there is a file or folder. */
  exists(path: string): Promise<boolean>;
  isFolder(path: string): Promise<boolean>;
  writeText(path: string, text: string, options: { readonly append: boolean }): Promise<void>;
  readBytes(path: string): Promise<Uint8Array>;
  writeBytes(path: string, bytes: Uint8Array, options: { readonly append: boolean }): Promise<void>;
  environment(name: string): string | undefined;
  /** Values as the terminal shows them: Out-Default. */
  show(values: AsyncIterable<Value>): Promise<void>;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

/** A message as a mailbox holds it. */
export class MaildirMessage {
  constructor(
    readonly file: string,
    readonly octets: Buffer,
  ) {}

  /** Values of the fields of that name, unfolded, top first. */
  fields(name: string): readonly string[] {
    const header = this.header.replaceAll(/\r\n(?=[ \t])/g, '');
    return header
      .split('\r\n')
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim());
  }

  /** Names of all fields in their order. */
  get fieldNames(): readonly string[] {
    return [...this.header.matchAll(/^([!-9;-~]+):/gm)].map(([, name]) => name ?? '');
  }

  get id(): string {
    return this.fields('Message-ID')[0] ?? '';
  }

  get header(): string {
    return this.octets.toString('utf8', 0, this.headerEnd);
  }

  get body(): Buffer {
    return this.octets.subarray(this.headerEnd + 4);
  }

  private get headerEnd(): number {
    const end = this.octets.indexOf('\r\n\r\n');
    return end < 0 ? this.octets.length : end;
  }
}

const readAtOnce = 500;

/** Reads what a mailbox holds; read messages are not read again. */
export class Maildir {
  private readonly known = new Map<string, MaildirMessage>();

  constructor(readonly path: string) {}

  async messages(): Promise<readonly MaildirMessage[]> {
    const files = (await Promise.all(['new', 'cur'].map((name) => this.list(name)))).flat();
    const messages: MaildirMessage[] = [];
    // After an overload there are more of them than a process may have files open.
    for (let from = 0; from < files.length; from += readAtOnce) {
      const some = files.slice(from, from + readAtOnce);
      messages.push(...(await Promise.all(some.map((file) => this.read(file)))));
    }
    return messages;
  }

  /** The one message with this id: waits for it, and fails when there are two. */
  async message(id: string, deadlineMs = 10_000): Promise<MaildirMessage> {
    return this.only((stored) => stored.id === id, { deadlineMs, what: `message ${id}` });
  }

  /** The one message that fits. */
  async only(
    fits: (stored: MaildirMessage) => boolean,
    { deadlineMs = 10_000, what = 'a message' }: { deadlineMs?: number; what?: string } = {},
  ): Promise<MaildirMessage> {
    const found = await eventually(
      async () => {
        const fitting = (await this.messages()).filter(fits);
        return fitting.length > 0 && fitting;
      },
      { deadlineMs, what: `${what} in ${this.path}` },
    );
    const [stored, second] = found;
    if (stored === undefined || second !== undefined) {
      throw new Error(`${what} is there ${found.length} times`);
    }
    return stored;
  }

  private async list(folder: string): Promise<readonly string[]> {
    try {
      return (await readdir(join(this.path, folder))).map((name) => join(this.path, folder, name));
    } catch (error) {
      // A mailbox may get its folders with its first message.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  private async read(file: string): Promise<MaildirMessage> {
    const stored = this.known.get(file) ?? new MaildirMessage(file, await readFile(file));
    this.known.set(file, stored);
    return stored;
  }
}

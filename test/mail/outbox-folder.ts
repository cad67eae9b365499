import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The Outbox of a mailbox as a mail program uses it (Maildir++), and where messages go from there. */
export class OutboxFolder {
  private count = 0;

  constructor(private readonly mailbox: string) {}

  /** Puts a message there; the name of its file. */
  async put(content: string, flags = ''): Promise<string> {
    const outbox = join(this.mailbox, '.Outbox');
    for (const part of ['tmp', 'new', 'cur']) await mkdir(join(outbox, part), { recursive: true });
    const name = `${Math.floor(Date.now() / 1000)}.P${process.pid}Q${(this.count += 1)}.test`;
    await writeFile(join(outbox, 'tmp', name), content);
    const target = flags === '' ? join('new', name) : join('cur', `${name}:2,${flags}`);
    await rename(join(outbox, 'tmp', name), join(outbox, target));
    return name;
  }

  /** Names of the files in a folder, `Outbox`, `Sent` or `Drafts`, without their flags. */
  async names(folder: string): Promise<readonly string[]> {
    const files = await Promise.all(['new', 'cur'].map((part) => this.list(`.${folder}/${part}`)));
    return files.flat().map((file) => file.split(':2,')[0] ?? '');
  }

  /** As its owner does. */
  async removeFromOutbox(name: string): Promise<void> {
    for (const part of ['new', 'cur']) {
      const folder = `.Outbox/${part}`;
      for (const file of await this.list(folder)) {
        if (file.startsWith(name)) await rm(join(this.mailbox, folder, file), { recursive: true });
      }
    }
  }

  private async list(folder: string): Promise<readonly string[]> {
    return readdir(join(this.mailbox, folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
  }
}

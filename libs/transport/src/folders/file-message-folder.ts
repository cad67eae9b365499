import { randomBytes } from 'node:crypto';
import { lstat, open, opendir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isCode } from '@mailyard/service';
import { ReplyError, UnknownOutcome } from '@mailyard/smtp';

import { badNames, baseOf, claimName, claimOf, type Claim } from './claim-name.js';
import { MalformedFile, type Folder } from './envelope/injection.js';
import { ClaimedFile, unfitness } from './file-claimed.js';
import { folderState } from './file-folder-state.js';
import type { FolderEvents } from './folder-events.js';
import { MinuteAllowance } from './minute-allowance.js';
import { isSettled } from './settled.js';
import { FileChanged, submitFile, type SubmissionOfFiles } from './submit-file.js';

export interface MessageFolderOptions extends SubmissionOfFiles {
  readonly folder: Folder;
  /** Absolute. */
  readonly path: string;
  /** Infinity: as many as there are. */
  readonly perMinute: () => number;
  /** Whether this process reads the folder that is known by the token: of several that can, one does. */
  readonly isOurs: (token: string) => Promise<boolean>;
  /** Names under which messages were accepted, and that will not come again. */
  readonly forget: (names: readonly string[]) => Promise<void>;
  readonly events: FolderEvents;
}

/** All was read; all but what somebody may still write; more may be there that has to wait; or the folder is not there. */
export type LookedInto = 'all' | 'unsettled' | 'enough' | 'away';

/** Names that one look takes up. */
const namesMost = 10_000;
/** Files that are read at a time. */
const batchFiles = 64;
/** Under a name messages are accepted once for seven days. */
const claimAgeMaxMs = 6 * 86_400_000;
/** After so long no process that stood still meanwhile goes on with a file. */
const forgetAfterMs = 900_000;

/**
 * A folder out of which messages are read. Each file is claimed by a rename to a name that no other claim has, and its
 * message accepted once under that name: whoever dies where, the file is read again under the same name until it is gone.
 */
export class MessageFolder {
  readonly #options: MessageFolderOptions;
  readonly #allowance = new MinuteAllowance();
  /** Claimed, submitted and gone. */
  #finished: { readonly name: string; readonly at: number }[] = [];
  /** What stays where it is, and why. */
  #left = new Map<string, string>();
  #unsettled = false;
  #stopped = false;

  constructor(options: MessageFolderOptions) {
    this.#options = options;
  }

  /** Files that stay where they are at present, by their names. */
  get left(): ReadonlyMap<string, string> {
    return this.#left;
  }

  /** What is being read is read to its end; nothing more is. */
  stop(): void {
    this.#stopped = true;
  }

  /** Reads what is there and may be read now. */
  async look(): Promise<LookedInto> {
    const { path, isOurs, events } = this.#options;
    const state = await folderState(path);
    events.unusable(path, state.usable ? undefined : state.reason);
    if (!state.usable) return 'away';
    events.full(path, state.full);
    if (!(await isOurs(state.token))) return 'enough';
    const names = await this.#names();
    this.#left = new Map();
    this.#unsettled = false;
    const done = (await this.#resume(names)) && (await this.#takeAll(names));
    await this.#forget();
    if (!done) return 'enough';
    return this.#unsettled ? 'unsettled' : 'all';
  }

  async #names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { name } of await opendir(this.#options.path)) {
      if (baseOf(name) !== undefined || claimOf(name) !== undefined) names.push(name);
      if (names.length === namesMost) break;
    }
    return names.sort();
  }

  /** What somebody had claimed, who is not there any more, and what could not be taken before. False: nothing can now. */
  async #resume(names: readonly string[]): Promise<boolean> {
    const claimed = names.filter((name) => claimOf(name) !== undefined);
    for (let at = 0; at < claimed.length && !this.#stopped; at += batchFiles) {
      const batch = await this.#ready(claimed.slice(at, at + batchFiles), true);
      if (!(await this.#submitAll(batch))) return false;
    }
    return true;
  }

  /** False: no more may be taken now. */
  async #takeAll(names: readonly string[]): Promise<boolean> {
    const { perMinute } = this.#options;
    const files = names.filter((name) => baseOf(name) !== undefined);
    for (let at = 0; at < files.length && !this.#stopped; at += batchFiles) {
      const ready = await this.#ready(files.slice(at, at + batchFiles), false);
      const granted = this.#allowance.take(ready.length, { perMinute: perMinute(), now: performance.now() });
      const claims = await this.#claim(ready.slice(0, granted));
      if (!(await this.#submitAll(claims)) || granted < ready.length) return false;
    }
    return true;
  }

  /** Those that can be read. */
  async #ready(names: readonly string[], claimed: boolean): Promise<readonly string[]> {
    const ready = await Promise.all(
      names.map(async (name) => {
        const found = await lstat(this.#pathOf(name)).catch((error: unknown) => this.#leave(name, error));
        // Whose name is not UTF-8 is not found under it.
        if (found === undefined && name.includes('\uFFFD')) this.#left.set(name, 'its name is not UTF-8');
        if (found === undefined) return false;
        const unfit = unfitness(found);
        if (unfit !== undefined) this.#left.set(name, unfit);
        if (unfit !== undefined) return false;
        const settled = isSettled(found, { now: Date.now(), claimed });
        this.#unsettled ||= !settled;
        return settled;
      }),
    );
    return names.filter((_, index) => ready[index]);
  }

  /** Durably: a name that was lost with the power would let the message in under another one. */
  async #claim(names: readonly string[]): Promise<readonly string[]> {
    if (names.length === 0) return names;
    const claims: string[] = [];
    for (const name of names) {
      const claim = claimName(baseOf(name) ?? '', Date.now(), randomBytes(8).toString('hex'));
      try {
        await rename(this.#pathOf(name), this.#pathOf(claim));
        claims.push(claim);
      } catch (error) {
        this.#leave(name, error);
      }
    }
    await this.#sync();
    return claims;
  }

  async #sync(): Promise<void> {
    const folder = await open(this.#options.path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async #submitAll(claims: readonly string[]): Promise<boolean> {
    const taken = await Promise.all(claims.map((name) => this.#submit(name)));
    return taken.every(Boolean);
  }

  /** False: nothing is taken at present. */
  async #submit(name: string): Promise<boolean> {
    const { folder } = this.#options;
    const claim = claimOf(name);
    if (claim === undefined) return true;
    try {
      if (Date.now() - claim.at > claimAgeMaxMs) {
        throw new MalformedFile(
          'its claim is older than six days, and whether it was sent then is not known any more: name it ….eml to send it',
        );
      }
      await this.#send(name, claim);
      this.#options.events.taken(folder);
      return true;
    } catch (error) {
      return this.#failed(name, claim, error);
    }
  }

  async #send(name: string, { base, id }: Claim): Promise<void> {
    const { folder } = this.#options;
    const once = `folder:${id}`;
    await using file = await ClaimedFile.open(this.#pathOf(name));
    await submitFile({ folder, file, called: `${base}.eml`, name: once }, this.#options);
    await unlink(this.#pathOf(name));
    this.#finished.push({ name: once, at: performance.now() });
  }

  async #failed(name: string, claim: Claim, error: unknown): Promise<boolean> {
    const { folder, events } = this.#options;
    if (error instanceof MalformedFile) {
      await this.#setAside(name, claim, error.message).catch((cause: unknown) => this.#leave(name, cause));
      return true;
    }
    // Under the name of its claim it is given again, whatever became of it.
    if (error instanceof ReplyError || error instanceof UnknownOutcome) {
      events.waits(folder, error instanceof ReplyError ? error.reply.toString() : error.message);
      return false;
    }
    if (!(error instanceof FileChanged)) this.#leave(name, error);
    return true;
  }

  /** It stays, and is looked at again. What is gone is no trouble. */
  #leave(name: string, error: unknown): undefined {
    if (isCode(error, 'ENOENT')) return;
    this.#left.set(name, (error as Error).message);
  }

  async #setAside(name: string, claim: Claim, reason: string): Promise<void> {
    const { folder, events } = this.#options;
    const [usual, otherwise] = badNames(claim);
    const isTaken = await lstat(this.#pathOf(usual)).then(
      () => true,
      () => false,
    );
    const bad = this.#pathOf(isTaken ? otherwise : usual);
    const text = `${claim.base}.eml was not sent: ${reason}.\n`;
    // The name says that it is bad, and the log says why, also where there is no room for more.
    await writeFile(`${bad}.txt`, text, { mode: 0o600 }).catch((error: unknown) => events.fault(error));
    await rename(this.#pathOf(name), bad);
    events.setAside({ folder, path: bad, reason });
  }

  async #forget(): Promise<void> {
    const now = performance.now();
    const old = this.#finished.filter(({ at }) => now - at > forgetAfterMs);
    if (old.length === 0) return;
    await this.#options.forget(old.map(({ name }) => name));
    this.#finished = this.#finished.slice(old.length);
  }

  #pathOf(name: string): string {
    return join(this.#options.path, name);
  }
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import type { Degradations } from '../degradations.js';
import { holds, isUsed, makeMarker, markerFile, markerName, readMarker } from './file-volume-marker.js';
import type { VolumeRecords } from './redis-volume-records.js';
import { volumeProblem, volumeState } from './volume-state.js';

export interface VolumeOptions {
  /** Unique in the organization: `MBX01/mailboxes/DB01`. */
  readonly name: string;
  readonly path: string;
  readonly records: VolumeRecords;
  readonly degradations: Degradations;
  /** What is entered there while the folder must not be used. */
  readonly degradation: { readonly code: string; readonly subject: string };
  /** A file that no mount point has: with it the folder is taken although it has no marker, as a copy on another host. */
  readonly knownBy?: string;
  /** For volumes of a host: after this time without a start there the record goes. */
  readonly forgetAfterMs?: number;
}

/** A folder that may be a volume of its own. Where it is missing, nothing must be made in its place. */
export class Volume {
  readonly #options: VolumeOptions;
  #token: string | undefined;
  /** The marker that has this token. */
  #file: string | undefined;
  #looking: Promise<string | undefined> | undefined;

  constructor(options: VolumeOptions) {
    this.#options = options;
  }

  get path(): string {
    return this.#options.path;
  }

  /** It is there at this moment; false also while nobody has confirmed it. */
  get isThere(): boolean {
    return this.#file !== undefined && this.#file === markerFile(this.#options.path);
  }

  /** Makes the folder when the volume is new. Resolves with why it must not be used; undefined: it may. */
  confirm(): Promise<string | undefined> {
    this.#looking ??= this.#settle('make').finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** As `confirm`, but what is new stays so unless there is something in it. */
  async look(): Promise<string | undefined> {
    return this.#looking ?? this.#settle('look');
  }

  /** Whether Redis knows the volume at this moment. */
  async isRecorded(): Promise<boolean> {
    const { name, path, records } = this.#options;
    const token = await records.tokenOf(name);
    return token !== undefined && token === (await readMarker(path));
  }

  async #settle(intent: 'make' | 'look'): Promise<string | undefined> {
    const { degradation, degradations } = this.#options;
    const { code, subject } = degradation;
    const problem = await this.#problem(intent);
    if (problem === undefined) degradations.leave(code, subject);
    else degradations.enter({ code, subject, reason: problem });
    return problem;
  }

  async #problem(intent: 'make' | 'look'): Promise<string | undefined> {
    const { name, path, records } = this.#options;
    const file = markerFile(path);
    const found = await readMarker(path);
    if (found !== undefined && found === this.#token) return this.#seen(found, file);
    const record = await records.tokenOf(name);
    // Another process may have made and recorded it since that look: first comes the marker, then the record.
    const marker = found ?? (await readMarker(path));
    const directoryId = await records.directoryId();
    const state = volumeState({ record, marker, directoryId });
    switch (state.kind) {
      case 'present':
        return this.#seen(state.token, file ?? markerFile(path));
      case 'unrecorded':
        return this.#record(state.token);
      case 'new':
        return this.#make(`${directoryId}.${randomUUID()}`, intent);
      case 'missing':
        return this.#missing(state.token);
      case 'foreign':
        return this.#unusable('foreign', state.token);
    }
  }

  async #make(token: string, intent: 'make' | 'look'): Promise<string | undefined> {
    const { path } = this.#options;
    // A folder with something in it is of a version without markers.
    if (intent === 'look' && !(await isUsed(path))) return undefined;
    return this.#record(await makeMarker(path, token));
  }

  async #missing(record: string): Promise<string | undefined> {
    const { path, knownBy } = this.#options;
    if (knownBy === undefined || !(await holds(path, knownBy))) return this.#unusable('missing', record);
    return this.#judge(await makeMarker(path, record), record);
  }

  async #record(marker: string): Promise<string | undefined> {
    const { name, records, forgetAfterMs } = this.#options;
    const options = forgetAfterMs === undefined ? {} : { forgetAfterMs };
    return this.#judge(marker, await records.add(name, marker, options));
  }

  #judge(marker: string, record: string): string | undefined {
    if (record !== marker) return this.#unusable('foreign', record);
    return this.#seen(marker, markerFile(this.#options.path));
  }

  #seen(token: string | undefined, file: string | undefined): undefined {
    this.#token = token;
    this.#file = file;
  }

  #unusable(state: 'missing' | 'foreign', token: string | undefined): string {
    const { path } = this.#options;
    this.#token = undefined;
    this.#file = undefined;
    return volumeProblem(state, { path, token, marker: join(path, markerName) });
  }
}

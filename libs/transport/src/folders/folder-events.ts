import type { Folder } from './envelope/injection.js';

/** A file as whoever put it there knows it. */
export interface TroubledFile {
  readonly folder: Folder;
  readonly path: string;
  readonly reason: string;
}

/** What happens in folders, for logs, health, tracking and metrics. */
export interface FolderEvents {
  /** Why the folder is not read now; undefined: it is, or nobody wants it to be. */
  readonly unusable: (path: string, reason: string | undefined) => void;
  /** Whether nobody can put a message there. */
  readonly full: (path: string, isFull: boolean) => void;
  /** Files that stay where they are at present, those of all folders. */
  readonly left: (files: readonly TroubledFile[]) => void;
  /** The message in a file was accepted, and the file is gone. */
  readonly taken: (folder: Folder) => void;
  /** Nobody can send a file to anybody: it is called `….bad` now. */
  readonly setAside: (file: TroubledFile) => void;
  /** The files wait: this hub takes no mail at present. */
  readonly waits: (folder: Folder, reason: string) => void;
  readonly fault: (error: unknown) => void;
}

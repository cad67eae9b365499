import type { ServerRole } from '@mailyard/service';
import type { z } from 'zod';

import type { TextPasswords } from './credentials/text-passwords.js';
import type { KeptObject, Lookup } from './lookup.js';
import type { TextSecrets } from './send-connectors/text-secrets.js';

/** An object as an administrator wrote it, before its schema judges it. */
export type Written = Readonly<Record<string, unknown>>;

/** An object that comes of a text. */
export interface Entry {
  /** As it is to be, before its schema judges it. */
  readonly object: Written & KeptObject;
  /** What the text says of it, and its place there; nothing for what is so without being told. */
  readonly said?: { readonly written: Written; readonly at: number };
  /** What the text changes; nothing for a new object. */
  readonly known?: KeptObject;
}

/** What a text makes of the objects of one kind. */
export interface SectionPlan {
  readonly entries: readonly Entry[];
  /** What the section does not name: it goes when the text is to prune. */
  readonly unmentioned: readonly KeptObject[];
  /** What goes in any case. */
  readonly gone?: readonly KeptObject[];
}

export interface MergeOptions {
  /** Where a new object begins, and where a parameter goes back to that the text takes away. */
  readonly defaultsOf?: (written: Written) => Written;
  /** Objects in place of those that are there. */
  readonly onto?: readonly KeptObject[];
}

/** A section of a text beside the organization that the text changes. */
export interface Section<T extends KeptObject = KeptObject> {
  /** Undefined: the text does not have it. */
  readonly written: readonly Written[] | undefined;
  readonly objects: readonly T[];
  readonly current: Lookup;
  /** What the text does not name goes. */
  readonly prune: boolean;
  /** The server that the text is applied at. */
  readonly server: string;
  readonly fqdn: string;
  /** What the server is, or is going to be. */
  readonly serverRole: ServerRole;
  readonly passwords: TextPasswords;
  readonly secrets: TextSecrets;

  /** The plan of a kind that stands before this one in the table. */
  readonly planOf: (kind: string) => SectionPlan;
  /** The object that is there already: by Guid, else by name. */
  readonly known: (written: Written) => T | undefined;
  /** On top of the objects of the same Guid or name: what is not said stays, and `null` takes a parameter back. */
  readonly merge: (written: readonly Written[], options?: MergeOptions) => readonly Entry[];
  /** What is so without being told. */
  readonly implied: (object: Written) => Entry;
  /** The objects that no entry changes. */
  readonly unnamed: (entries: readonly Entry[]) => readonly T[];
}

/** What an export of the changes says of an object. */
export interface ObjectChanges {
  /** What a new one of its name would have by itself. */
  readonly defaults?: Written;
  /** It is made without being told: while nothing about it has been changed, it is left out. */
  readonly isMade?: boolean;
  /** What only the text has. */
  readonly textOnly?: Written;
}

/** A kind of objects as organization.yaml and docs/configuration.md have it. */
export interface TextForm<T extends KeptObject = KeptObject> {
  readonly introduction: string;
  /** What the page says after the table of parameters. */
  readonly appendix?: readonly string[];
  /** Of an object in the text, where it is not all of the object's own parameters. */
  readonly parameters?: z.ZodType;
  /** Judges an object of the text before it is merged; else anything with parameters will do. */
  readonly element?: z.ZodType;
  /** Parameters that the text has and the object has not, as a complete export says them. */
  readonly textOnly?: Written;
  section?(section: Section<T>): SectionPlan | Promise<SectionPlan>;
  changes?(object: T, lookup: Lookup): ObjectChanges;
}

export function without(object: object, ...names: readonly string[]): Written {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
}

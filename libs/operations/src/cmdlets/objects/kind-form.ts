import { kinds, type ObjectKind } from '@mailyard/directory';

import type { ChangedObject } from '../../objects/object-change.js';
import type { CmdletCall, CmdletExample, CmdletParameter, OutputObject } from '../cmdlet.js';
import type { Listing } from './object-listing.js';
import type { OutputForm } from './object-output.js';

type Said = Readonly<Record<string, unknown>>;

export interface AddedGet {
  readonly parameters: readonly CmdletParameter[];
  /** Other objects in the place of these; undefined: these. */
  readonly instead?: (call: CmdletCall) => Promise<readonly OutputObject[] | undefined>;
  /** For each object more; undefined: it is not wanted. */
  readonly more?: (call: CmdletCall) => Promise<(object: OutputObject) => OutputObject | undefined>;
}

/** What the cmdlets of a kind have beside what its schema says. */
export interface KindCmdlets {
  readonly kind: ObjectKind;
  readonly typeName: string;
  readonly columns: readonly string[];
  /** Of what New- shows, where it tells more. */
  readonly columnsNew?: readonly string[];
  readonly output: OutputForm;
  /** Parameters of New- beside those of the objects, such as usage switches, which `saidNew` turns into some of those. */
  readonly added?: readonly CmdletParameter[];
  /** Parameters of Set- beside those of the objects. */
  readonly addedSet?: readonly CmdletParameter[];
  readonly saidNew?: (parameters: Said) => Said;
  /** What New- answers to what was said, and could not do. */
  readonly warningsNew?: (parameters: Said) => readonly string[];
  /** What New- asks for first. */
  readonly beforeNew?: (call: CmdletCall) => Promise<void>;
  /** What New- orders besides, once the object is there. */
  readonly afterNew?: (call: CmdletCall) => Promise<void>;
  /** What is said to New- and Set- alike, as the kind has it. */
  readonly said?: (parameters: Said) => Said;
  /** Parameters that Exchange calls otherwise. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly parameterSets?: readonly (readonly string[])[];
  /** Parameters that New- alone has. */
  readonly newOnly?: readonly string[];
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly hasServer?: boolean;
  readonly listing?: Listing;
  /** What cmdlets call it, where that is not what the directory does. */
  readonly noun?: string;
  /** What Get- tells of objects beside what they are, where it is asked to. */
  readonly addedGet?: AddedGet;
  /** What New- has beside the object: passwords that were made. */
  readonly toldNew?: (made: ChangedObject) => OutputObject;
  readonly examples?: Readonly<Partial<Record<'Get' | 'New' | 'Set' | 'Remove', readonly CmdletExample[]>>>;
}

/** What its cmdlets are called. */
export function nounOf({ kind, noun = kinds[kind].noun }: KindCmdlets): string {
  return noun;
}

import type { z } from 'zod';

import type { FormDeclaration } from './form-declaration.js';
import type { Identity, Index, KeptObject, Lookup, Reference } from './lookup.js';
import type { TextForm, Written } from './text-form.js';

/** What is wrong with one object; the path begins inside it, and is empty when the object as a whole is wrong. */
export interface ObjectProblem {
  readonly path: readonly (string | number)[];
  readonly reason: string;
  /** The number by which references know the rule that is broken: `A2`. */
  readonly rule?: string;
  /** What can be done about it, where the reason does not say it. */
  readonly cure?: string;
}

export interface FixedParameter {
  readonly parameter: string;
  /** What a reader calls the object. */
  readonly object: string;
  /** What can be changed in its place. */
  readonly instead?: string;
}

/**
 * All that there is to say of a kind of directory objects. The table in `index.ts` lists the kinds; whatever else knows
 * kinds follows from their declarations.
 */
export interface Kind<T extends KeptObject = KeptObject> {
  /** As the cmdlets say it: `Get-ReceiveConnector`. Its plural is the name in the table. */
  readonly noun: string;
  /** Judges an object and completes it; its type and its parameters come from here. */
  readonly schema: z.ZodType<T>;
  /** What can be said of an object, where the schema does not show it because it completes what is said. */
  readonly parameters?: z.ZodType;
  /** None: there is one object of the kind, and every organization has it. */
  readonly identity?: Identity<T>;
  /** All indexes that an object is found by, the identity among them. */
  readonly indexes: readonly Index<T>[];
  /** Parameters that nobody is shown, and the word that stands for all of them. */
  readonly secret?: { readonly parameters: readonly string[]; readonly shownAs: string };
  /** The object as the history of the organization keeps it, where that must not have all of it. The same again: the same. */
  remembered?(object: T): T;

  /** Parameters that a directory source sets, and nobody else. */
  readonly managed?: readonly string[];
  /** Parameters that are said once, when the object is made. */
  readonly fixed?: readonly FixedParameter[];

  /** An Edge has no such objects. */
  readonly organizationOnly?: true;
  /** It is in no text, and only its own cmdlets make and change it. */
  readonly isApart?: true;
  /** What every organization has: made at setup and wherever it is missing, never pruned. */
  readonly builtIn?: readonly Written[];
  readonly text: TextForm<T>;
  /** How dialogs show it. */
  readonly form?: FormDeclaration;
  /** What is never listed among the others: its parameters are those of another object. */
  isHidden?(object: T): boolean;

  /** What the parameters that are given bring with them, where it is not given as well. `known` is the object as it was. */
  entailed?(given: Written, known: T | undefined): Written;
  references?(object: T): Iterable<Reference>;
  /** One spelling for what folders and queues are named after: that which is in use already. */
  respelled?(object: T, known: T | undefined, lookup: Lookup): T;
  /** The order that they have among each other, where it is not that of their names. */
  ordered?(objects: readonly T[]): readonly T[];
  /** What becomes of the others, all but those that stay as they are, when one of them goes. */
  closedUp?(rest: readonly T[]): readonly (Written & KeptObject)[];
  /** What the object would take from one that came before it: only those are in the look-up. */
  clashes?(object: T, earlier: Lookup): Iterable<ObjectProblem>;
  /** What no schema can see: references, and rules between parameters. */
  problems?(object: T, lookup: Lookup): Iterable<ObjectProblem>;
  /** Rules about all objects of the kind together; judged when one of them changes. */
  problemsOfAll?(lookup: Lookup): Iterable<ObjectProblem>;
}

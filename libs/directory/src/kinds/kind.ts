import type { z } from 'zod';

/** An object as the directory keeps it. */
export interface KeptObject {
  readonly Guid: string;
}

/** What is wrong with one object; the path begins inside it, and is empty when the object as a whole is wrong. */
export interface ObjectProblem {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/** By what objects of one or of several kinds are found. Two texts find the same objects when their keys are equal. */
export interface Index<T extends KeptObject = KeptObject> {
  readonly name: string;
  /** The texts by which an object is found. */
  texts(object: T): readonly string[];
  /** The form in which texts are compared; it is never stored. */
  key(text: string): string;
  /** Of a key that one object alone may have: the parameter that is wrong when another has it. */
  taken?(object: T, text: string): string;
}

/** The index by which people know an object among its kind. */
export interface Identity<T extends KeptObject = KeptObject> extends Index<T> {
  /** Whose values, joined by a backslash, are the text: `Server`, `Name` for `MBX01\Default MBX01`. */
  readonly parameters: readonly string[];
}

/** Objects as their indexes find them. */
export interface Lookup {
  has(index: Index, text: string): boolean;
  find<T extends KeptObject>(index: Index<T>, text: string): Iterable<T>;
  all<T extends KeptObject>(index: Index<T>): Iterable<T>;
}

/** What an object refers to; when the last object that is found by it goes, whoever refers to it is judged again. */
export interface Reference {
  readonly index: Index;
  readonly text: string;
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
  /** None: there is one object of the kind, and every organization has it. */
  readonly identity?: Identity<T>;
  /** All indexes that an object is found by, the identity among them. */
  readonly indexes: readonly Index<T>[];
  /** Parameters that nobody is shown, and the word that stands for all of them. */
  readonly secret?: { readonly parameters: readonly string[]; readonly shownAs: string };

  /** Parameters that are said once, when the object is made. */
  readonly fixed?: readonly FixedParameter[];

  references?(object: T): Iterable<Reference>;
  /** One spelling for what folders and queues are named after: that which is in use already. */
  respelled?(object: T, known: T | undefined, lookup: Lookup): T;
  /** What the object would take from one that came before it: only those are in the look-up. */
  clashes?(object: T, earlier: Lookup): Iterable<ObjectProblem>;
  /** What no schema can see: references, and rules between parameters. */
  problems?(object: T, lookup: Lookup): Iterable<ObjectProblem>;
  /** Rules about all objects of the kind together; judged when one of them changes. */
  problemsOfAll?(lookup: Lookup): Iterable<ObjectProblem>;
}

/** An index by the values of parameters, which no two objects share. */
export function identityOf<T extends KeptObject>(
  name: string,
  parameters: readonly (keyof T & string)[],
  keyOf: (value: string) => string,
): Identity<T> {
  return {
    name,
    parameters,
    texts: (object) => [identityText(parameters, object)],
    key: (text) => text.split('\\').map(keyOf).join('\\'),
    taken: () => parameters.at(-1) ?? '',
  };
}

/** Also of an object that no schema has judged yet. */
export function identityText(parameters: readonly string[], object: object): string {
  const values = object as Readonly<Record<string, unknown>>;
  return parameters.map((name) => String(values[name])).join('\\');
}

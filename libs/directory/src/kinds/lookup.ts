/** An object as the directory keeps it. */
export interface KeptObject {
  readonly Guid: string;
}

/** By what objects of one or of several kinds are found. Two texts find the same objects when their keys are equal. */
export interface Index<T extends KeptObject = KeptObject> {
  readonly name: string;
  /** The texts by which an object is found. */
  texts(object: T): readonly string[];
  /** The form in which texts are compared; it is never stored. */
  key(text: string): string;
  /** True: people name an object by it, though several could have the same. */
  readonly identifies?: boolean;
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

/** What an object refers to; when an object that is found by it goes or becomes another, whoever refers to it is judged again. */
export interface Reference {
  readonly index: Index;
  readonly text: string;
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
    key: parameters.length === 1 ? keyOf : (text) => text.split('\\').map(keyOf).join('\\'),
    taken: () => parameters.at(-1) ?? '',
  };
}

/** What is no name has a text as well, until a schema refuses it. */
function nameText(value: unknown): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value));
}

/** Also of an object that no schema has judged yet. */
export function identityText(parameters: readonly string[], object: object): string {
  const values = object as Readonly<Record<string, unknown>>;
  return parameters.map((name) => nameText(values[name])).join('\\');
}

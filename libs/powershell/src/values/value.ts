import type { ScriptBody } from '../syntax/ast.js';
import { NameMap } from './name-map.js';

/** What variables hold and pipelines carry. */
export type Value = null | boolean | number | string | Date | ValueList | Instance;
export type ValueList = readonly Value[];

/** A list that grows in place: ArrayList, List[T], `$Error`. Lists that are made from it are plain ones. */
export class ArrayList extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

export type Instance =
  | PSObject
  | Hashtable
  | ScriptBlock
  | TypeLiteral
  | TimeSpan
  | ByteSize
  | NamedValue
  | Credential
  | SecureString;

/** Properties of an object, or entries of a hashtable. */
export class Properties extends NameMap<Value> {}

export interface ObjectForm {
  /** The most special first, as CLIXML's TN has them. */
  readonly typeNames?: readonly string[];
  /** What it is as a string, when that is not its properties. */
  readonly text?: string | undefined;
  /** What a table shows when nobody asks for columns; none: it is shown as a list. */
  readonly columns?: readonly string[] | undefined;
}

/** An object with properties: what cmdlets write. */
export class PSObject {
  readonly typeNames: readonly string[];
  readonly text: string | undefined;
  readonly columns: readonly string[] | undefined;

  constructor(
    readonly properties: Properties,
    { typeNames = customObject, text, columns }: ObjectForm = {},
  ) {
    this.typeNames = typeNames;
    this.text = text;
    this.columns = columns;
  }
}

const customObject = ['System.Management.Automation.PSCustomObject', 'System.Object'];

/** `@{ … }`. */
export class Hashtable {
  constructor(readonly entries: Properties) {}
}

/** `{ … }`. */
export class ScriptBlock {
  constructor(readonly body: ScriptBody) {}
}

/** `[datetime]`. */
export class TypeLiteral {
  constructor(readonly name: string) {}
}

export class TimeSpan {
  constructor(readonly milliseconds: number) {}
}

/** Exchange's ByteQuantifiedSize. */
export class ByteSize {
  constructor(readonly bytes: number) {}
}

/** A value of a type that this lib does not calculate with: an enumeration, flags, a range of addresses. */
export class NamedValue {
  constructor(
    readonly typeName: string,
    readonly text: string,
    /** What it is beneath its text: a number, names of flags. */
    readonly value: Value = null,
  ) {}
}

/** What Get-Credential gives: its password is never shown. */
export class Credential {
  constructor(
    readonly userName: string,
    readonly password: string,
  ) {}
}

/** A text that is never shown. */
export class SecureString {
  constructor(readonly secret: string) {}
}

export function isList(value: Value): value is ValueList {
  return Array.isArray(value);
}

/** As a pipeline takes it: a list is its items, nothing is none. */
export function itemsOf(value: Value): ValueList {
  if (isList(value)) return value;
  return value === null ? [] : [value];
}

/** As a variable gets what a pipeline wrote: one value, nothing, or a list. */
export function collected(values: ValueList): Value {
  return values.length > 1 ? values : (values[0] ?? null);
}

/** What a form has to know of a kind, where names and schema do not say it. */
export interface FormDeclaration {
  /** In the order of the dialog; what none of them names is on the last one. */
  readonly tabs: readonly FormTab[];
  /** As Exchange’s pages call parameters. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Parameters that mean something only together with these. */
  readonly onlyIf?: Readonly<Record<string, readonly Condition[]>>;
  readonly usages?: readonly FormUsage[];
}

export interface FormTab {
  readonly name: string;
  /** A pattern stands for all whose names fit, in the order of the schema. */
  readonly parameters: readonly (string | RegExp)[];
}

/** Met when the value of the parameter, or one of its values, is one of these. */
export interface Condition {
  readonly parameter: string;
  readonly values: readonly (string | boolean)[];
}

/** What a usage type sets when an object is made. */
export interface FormUsage {
  readonly name: string;
  readonly help: string;
  /** What the object has, where nothing else is said. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What has to be asked for, since the type does not say it. */
  readonly asks: readonly string[];
  /** What the wizard begins with, and whether the other choice waits for the object to be edited. */
  readonly suggested?: Readonly<Record<string, unknown>>;
  readonly settled?: readonly string[];
}

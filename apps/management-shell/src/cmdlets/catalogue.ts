/** What the API tells of its cmdlets; the shell knows none by itself. */
export interface CmdletCatalogue {
  readonly server: string;
  readonly serverRole: 'Mailbox' | 'Edge';
  readonly cmdlets: readonly Cmdlet[];
}

export interface Cmdlet {
  readonly name: string;
  readonly synopsis: string;
  readonly parameters: readonly CmdletParameter[];
  /** Names of parameters that exclude those of other sets. */
  readonly parameterSets?: readonly (readonly string[])[];
  /** Parameters that it has at Exchange, and why not here. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Without columns an object is shown as a list. */
  readonly output: { readonly typeName: string; readonly columns: readonly string[] };
  /** Asks before it acts. */
  readonly confirms: boolean;
  readonly changes: boolean;
  readonly examples: readonly { readonly command: string; readonly description: string }[];
}

export interface CmdletParameter {
  readonly name: string;
  readonly description: string;
  readonly type: CmdletParameterType;
  readonly values?: readonly string[];
  /** The noun whose objects complete it. */
  readonly objects?: string;
  readonly multiple: boolean;
  readonly mandatory: boolean;
  readonly position?: number;
  readonly pipeline?: 'value' | 'property';
  readonly pipelineTypes?: readonly string[];
  readonly aliases?: readonly string[];
  readonly default?: string;
}

export type CmdletParameterType =
  | 'string'
  | 'boolean'
  | 'switch'
  | 'integer'
  | 'number'
  | 'size'
  | 'timespan'
  | 'datetime'
  | 'enum'
  | 'credential'
  | 'bytes'
  /** A path here, whose file is sent. */
  | 'file'
  /** A path here, where the output’s FileData is written. */
  | 'savePath'
  /** Paths here, whose files are sent with their names. */
  | 'files'
  | 'scriptblock'
  | 'object';

export interface CmdletCall {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly whatIf?: boolean;
  /** What is dangerous is meant. */
  readonly force?: boolean;
  /** What would be asked is answered with No. */
  readonly declined?: boolean;
  /** Only these of each object. */
  readonly properties?: readonly string[];
}

export interface CmdletResult {
  readonly output: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly string[];
  readonly verbose?: readonly string[];
}

/** What a script is after parsing. Offsets count UTF-16 units of the script's text. */
export type Expression =
  | Constant
  | Variable
  | { readonly kind: 'expandable'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'arrayOf'; readonly statements: readonly Statement[] }
  | { readonly kind: 'subexpression'; readonly statements: readonly Statement[] }
  | { readonly kind: 'parenthesis'; readonly statement: Statement }
  | { readonly kind: 'hashtable'; readonly entries: readonly HashEntry[] }
  | { readonly kind: 'scriptBlock'; readonly body: ScriptBody }
  | { readonly kind: 'type'; readonly name: string }
  | { readonly kind: 'cast'; readonly type: string; readonly operand: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | Increment
  | Binary
  | Member
  | Call
  | Index;

/** A number, or a string that expands nothing; `text` is what was typed, which a text parameter gets. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: number | string;
  readonly text: string;
}

export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  /** `$script:name`, `$global:name`: of the session, wherever it stands. */
  readonly isGlobal: boolean;
}

/** `$i++`, `--$i`. */
export interface Increment {
  readonly kind: 'increment';
  readonly target: Expression;
  readonly by: 1 | -1;
  /** Its value is that after the change. */
  readonly isPrefix: boolean;
}

export interface Binary {
  readonly kind: 'binary';
  /** Lower case, without dash, without the `i` of `-ieq`. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly offset: number;
}

export interface Member {
  readonly kind: 'member';
  readonly target: Expression;
  readonly name: Expression;
}

export interface Call {
  readonly kind: 'call';
  readonly target: Expression;
  readonly name: Expression;
  readonly parameters: readonly Expression[];
  readonly offset: number;
}

export interface Index {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
}

export interface HashEntry {
  readonly key: Expression;
  readonly value: Statement;
}

/** Where something stands, in the text it was read from. */
export interface Place {
  readonly text: string;
  readonly offset: number;
}

/** A script, a script block or the body of a function, and the text it was parsed from. */
export interface ScriptBody {
  readonly statements: readonly Statement[];
  readonly text: string;
  /** `param( … )` */
  readonly parameters?: ParameterBlock;
  /** `begin { }`, `process { }` and `end { }` instead of statements. */
  readonly blocks?: NamedBlocks;
}

export interface NamedBlocks {
  readonly begin?: readonly Statement[];
  readonly process?: readonly Statement[];
  readonly end?: readonly Statement[];
}

export interface ParameterBlock {
  /** Before `param`: `[CmdletBinding()]`. */
  readonly attributes: readonly Attribute[];
  readonly parameters: readonly ParameterDeclaration[];
}

/** `[Parameter(Mandatory = $true)] [string] $Name = 'x'`. */
export interface ParameterDeclaration {
  readonly attributes: readonly Attribute[];
  readonly type: string | undefined;
  readonly name: string;
  readonly default: Expression | undefined;
}

/** `[ValidateSet('a', 'b')]`. */
export interface Attribute {
  readonly name: string;
  readonly values: readonly Expression[];
  /** `Mandatory` alone is `Mandatory = $true`. */
  readonly named: readonly { readonly name: string; readonly value: Expression | undefined }[];
  readonly place: Place;
}

/** One with its place, by which errors are told. */
export type Statement = StatementForm & { readonly place: Place };

export type StatementForm =
  Pipeline | Assignment | If | Loop | Switch | Try | FunctionDefinition | FlowStatement;

export interface If {
  readonly kind: 'if';
  readonly branches: readonly Branch[];
  readonly otherwise: readonly Statement[] | undefined;
}

export interface Branch {
  readonly condition: Statement;
  readonly body: readonly Statement[];
}

/** A loop; `break` and `continue` may name its label. */
export interface Loop {
  readonly kind: 'loop';
  readonly label: string | undefined;
  readonly head: LoopHead;
  readonly body: readonly Statement[];
}

export type LoopHead =
  | { readonly kind: 'foreach'; readonly variable: string; readonly collection: Statement }
  | { readonly kind: 'while'; readonly condition: Statement }
  /** `do { } while ( )`, or `until`. */
  | { readonly kind: 'do'; readonly condition: Statement; readonly until: boolean }
  | {
      readonly kind: 'for';
      readonly start: Statement | undefined;
      readonly condition: Statement | undefined;
      readonly step: Statement | undefined;
    };

export interface Switch {
  readonly kind: 'switch';
  readonly label: string | undefined;
  readonly comparison: 'exact' | 'wildcard' | 'regex';
  readonly isCaseSensitive: boolean;
  readonly subject: Statement;
  readonly cases: readonly SwitchCase[];
}

export interface SwitchCase {
  /** None: `default`. */
  readonly pattern: Expression | undefined;
  readonly body: readonly Statement[];
}

export interface Try {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly catches: readonly Catch[];
  readonly last: readonly Statement[] | undefined;
}

export interface Catch {
  /** None: every error. */
  readonly types: readonly string[];
  readonly body: readonly Statement[];
}

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly name: string;
  readonly body: ScriptBody;
}

export interface FlowStatement {
  readonly kind: 'flow';
  readonly how: 'break' | 'continue' | 'return' | 'throw';
  readonly label: string | undefined;
  readonly value: Statement | undefined;
}

export interface Assignment {
  readonly kind: 'assignment';
  readonly target: Expression;
  /** `=`, `+=`, … */
  readonly operator: string;
  readonly value: Statement;
}

export interface Pipeline {
  readonly kind: 'pipeline';
  readonly elements: readonly PipelineElement[];
}

export type PipelineElement = Command | ExpressionElement;

export interface ExpressionElement {
  readonly kind: 'expression';
  readonly expression: Expression;
  readonly redirections: readonly Redirection[];
}

export interface Command {
  readonly kind: 'command';
  readonly name: Expression;
  readonly arguments: readonly Argument[];
  readonly redirections: readonly Redirection[];
  readonly place: Place;
}

export type Argument =
  | { readonly kind: 'value'; readonly value: Expression }
  | ParameterArgument
  | { readonly kind: 'splat'; readonly variable: string }
  /** `--`: what follows is no parameter name. */
  | { readonly kind: 'endOfParameters' };

/** `-Name`, or `-Name:value`; whether the next value belongs to it is known when it is bound. */
export interface ParameterArgument {
  readonly kind: 'parameter';
  readonly name: string;
  readonly value: Expression | undefined;
}

export interface Redirection {
  /** 1 output, 2 errors, 3 warnings, … or all of them. */
  readonly stream: number | '*';
  readonly target:
    | { readonly kind: 'file'; readonly path: Expression; readonly append: boolean }
    | { readonly kind: 'output' };
}

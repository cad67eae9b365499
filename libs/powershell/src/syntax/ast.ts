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

/** The statements of a script or script block, and the text they were parsed from. */
export interface ScriptBody {
  readonly statements: readonly Statement[];
  readonly text: string;
}

export type Statement =
  | Pipeline
  | Assignment
  | {
      readonly kind: 'if';
      readonly branches: readonly Branch[];
      readonly otherwise: readonly Statement[] | undefined;
    }
  | {
      readonly kind: 'foreach';
      readonly variable: string;
      readonly collection: Statement;
      readonly body: readonly Statement[];
    };

export interface Branch {
  readonly condition: Statement;
  readonly body: readonly Statement[];
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
  readonly offset: number;
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

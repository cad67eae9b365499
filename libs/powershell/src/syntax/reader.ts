import { eitherOr, emit, first, option, right, type Matcher, type Parser } from 'peberminta';

import type { Expression, ScriptBody, Statement } from './ast.js';
import type { CommandInProgress } from './command-in-progress.js';
import { ParseError } from './parse-error.js';

/** What is known while a script is read. */
export interface Reading {
  readonly text: string;
  /** How deep brackets are nested. */
  depth: number;
  /** The commands that were begun and have not ended: the last one is where a completion is asked for. */
  readonly commands: CommandInProgress[];
  readonly productions: Productions;
}

/** The productions that contain each other across files. */
export interface Productions {
  readonly statements: Reader<readonly Statement[]>;
  readonly statement: Reader<Statement>;
  readonly expression: Reader<Expression>;
  readonly parameterExpression: Reader<Expression>;
  readonly scriptBody: Reader<ScriptBody>;
}

/** A production of the grammar over characters: PowerShell's tokens depend on who asks for them, so there is no lexer. */
export type Reader<T> = Parser<string, Reading, T>;
export type SureReader<T> = Matcher<string, Reading, T>;

/** As PowerShell's web pages and word processors write them. */
export const characters = {
  dash: '\\-\u2013\u2014\u2015',
  doubleQuote: '"\u201c\u201d\u201e',
  singleQuote: "'\u2018\u2019\u201a\u201b",
} as const;

/** Deeper nesting is no script of a person, and would end the stack. */
const depthMax = 100;

/** Text of a pattern, from here. */
export function pattern(expression: RegExp): Reader<string> {
  const match = patternMatch(expression);
  return (data, i) => {
    const found = match(data, i);
    return found.matched ? { ...found, value: found.value[0] } : found;
  };
}

/** As `pattern`, with its groups. */
export function patternMatch(expression: RegExp): Reader<RegExpExecArray> {
  const sticky = new RegExp(expression.source, `${expression.flags.replace('y', '')}y`);
  return ({ options }, i) => {
    sticky.lastIndex = i;
    const value = sticky.exec(options.text);
    return value === null ? { matched: false } : { matched: true, position: i + value[0].length, value };
  };
}

/** Whatever is not there is refused with this sentence; `%` in it is the word that stands there instead. */
export function demand<T>(reader: Reader<T>, sentence: string): SureReader<T> {
  return eitherOr(reader, refuse(sentence));
}

export function refuse(sentence: string): SureReader<never> {
  return ({ options }, i) => {
    const word = /^[^\s;|)}]+|^./.exec(options.text.slice(i, i + 80))?.[0] ?? '';
    throw new ParseError(sentence.replace('%', word), options.text, i);
  };
}

/** What may contain itself. */
export function nested<T>(reader: Reader<T>): Reader<T> {
  return (data, i) => {
    const { options } = data;
    if (options.depth >= depthMax) throw new ParseError('The script is nested too deeply.', options.text, i);
    options.depth += 1;
    const result = reader(data, i);
    options.depth -= 1;
    return result;
  };
}

/** A production of another file, known when it is needed. */
export function production<K extends keyof Productions>(name: K): Productions[K] {
  return ((data, i) => data.options.productions[name](data as never, i)) as Productions[K];
}

/** As `pattern`, of one that matches nothing, too. */
function anyAmount(expression: RegExp): SureReader<string> {
  return eitherOr(pattern(expression), emit(''));
}

/** Spaces, comments and continued lines. Pasted pages have no-break spaces. */
export const blank = anyAmount(
  /(?:[ \t\f\v\u00a0\u2000-\u200b\u202f\u3000\ufeff]|`\r?\n|<#[^]*?#>|#[^\r\n]*)*/,
);
/** The same with line ends. */
export const blankLines = anyAmount(/(?:[\s\u200b\ufeff]|`\r?\n|<#[^]*?#>|#[^\r\n]*)*/);
/** Between statements. */
export const separators = anyAmount(/(?:[\s\u200b\ufeff;]|`\r?\n|<#[^]*?#>|#[^\r\n]*)*/);

/** A word of the language, whole and in any case. */
export function keyword(name: string): Reader<string> {
  return pattern(new RegExp(`(?:${name})(?![\\p{L}\\p{N}_-])`, 'iu'));
}

/** The first that matches. */
export function oneOf<T>(...readers: readonly Reader<T>[]): Reader<T> {
  return first<string, Reading, T>(...readers);
}

/** Undefined where it does not stand. */
export function optional<T>(reader: Reader<T>): SureReader<T | undefined> {
  return option<string, Reading, T, undefined>(reader, undefined);
}

/** After blanks. */
export function spaced<T>(reader: Reader<T>): Reader<T> {
  return right(blank, reader);
}

import { ab, match } from 'peberminta';

import type { ScriptBody } from './ast.js';
import type { CommandInProgress } from './command-in-progress.js';
import { expression, parameterExpression } from './expressions.js';
import { ParseError } from './parse-error.js';
import { refuse, type Reader, type Reading, type SureReader } from './reader.js';
import { scriptBody } from './statements/functions.js';
import { statement, statements } from './statements/statements.js';

/** Longer ones are no scripts; a limit keeps whatever is pasted from taking long. */
const scriptLengthMax = 1_000_000;

const wholeScript = ab(scriptBody, end, (found) => found) as SureReader<ScriptBody>;

/** The script, or a ParseError that says where it cannot be read. */
export function parse(text: string): ScriptBody {
  return { ...match(wholeScript, text.split(''), reading(text)), text };
}

/** The command at the end of a text that may be half typed, and the word that is being typed. */
export function commandInProgress(text: string): CommandInProgress | undefined {
  const state = reading(text);
  try {
    match(wholeScript, text.split(''), state);
  } catch (error) {
    // What is half typed is no script; what was read of it is what completion goes by.
    if (!(error instanceof ParseError)) throw error;
  }
  return state.commands.at(-1);
}

function reading(text: string): Reading {
  if (text.length > scriptLengthMax) {
    throw new ParseError(`A script has at most ${scriptLengthMax} characters.`, text, scriptLengthMax);
  }
  return {
    text,
    depth: 0,
    commands: [],
    productions: { statements, statement, expression, parameterExpression, scriptBody },
  };
}

function end(...[data, i]: Parameters<Reader<true>>): ReturnType<Reader<true>> {
  if (i >= data.options.text.length) return { matched: true, position: i, value: true };
  return refuse("Unexpected token '%' in expression or statement.")(data, i);
}

import { ab, many, many1, map, option, right } from 'peberminta';

import type { Argument, Command, Expression, Redirection } from './ast.js';
import type { CommandInProgress } from './command-in-progress.js';
import { escape, expandable, numberWord, string, subexpression, text, variable } from './literals.js';
import { containerArgument } from './operands.js';
import {
  blank,
  blankLines,
  characters,
  demand,
  oneOf,
  pattern,
  patternMatch,
  refuse,
  spaced,
  type Reader,
} from './reader.js';

const { dash, doubleQuote, singleQuote } = characters;

/** Where a word ends. */
const wordEnd = `\\s\\u200b;,|&(){}<>`;
const plainPart = pattern(new RegExp(`[^${wordEnd}\`$${doubleQuote}${singleQuote}]+`));
/** Inside a word an apostrophe or quote begins a string that is part of it: `/iu:”TelnetClient”`. */
const wordPart = oneOf<string | Expression>(
  plainPart,
  escape,
  subexpression,
  variable,
  string,
  pattern(/\$/),
);

/** A word as it stands: `*`, `10.10.1.1:25`, `[::]:25`, `192.168.0.1-192.168.0.24`. */
const bareword: Reader<Expression> = map(many1(wordPart), joinedWord);

/** `$x`, `(…)`, `"…"`; what follows without a blank makes a word of it: `$server\Default`. */
const containerWord = ab(
  containerArgument,
  option(
    ab(plainPart, many(wordPart), (first, others) => [first, ...others]),
    undefined,
  ),
  (container, others) => (others === undefined ? container : joinedWord([container, ...others])),
);
const atom = oneOf<Expression>(numberWord, containerWord, bareword);

function joinedWord(parts: readonly (string | Expression)[]): Expression {
  const flat = parts.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'expandable' ? part.parts : [part],
  );
  return expandable(
    flat.map((part) => (typeof part !== 'string' && part.kind === 'constant' ? part.text : part)),
  );
}

/** Notes where the word begins that is being typed. */
function typed<T>(reader: Reader<T>): Reader<T> {
  return (data, i) => {
    const { commands, text } = data.options;
    const command = commands.at(-1);
    // At the end of the text a word is being typed only after a blank or a comma.
    if (command !== undefined && (i < text.length || /[\s,:]$/.test(text))) command.wordOffset = i;
    return reader(data, i);
  };
}

const comma = spaced(pattern(/,/));
const valueList: Reader<Expression> = ab(
  typed(atom),
  many(right(comma, right(blankLines, demand(typed(atom), 'Missing argument in parameter list.')))),
  (first, others) => (others.length === 0 ? first : { kind: 'array', items: [first, ...others] }),
);

const parameterName = patternMatch(new RegExp(`[${dash}]([\\p{L}_?][^${wordEnd}.\\[:"']*)(:)?`, 'u'));
const parameter: Reader<Argument> = (data, i) => {
  const found = typed(parameterName)(data, i);
  if (!found.matched) return found;
  const [spelled, name = '', colon] = found.value;
  if (colon === undefined) {
    return { ...found, value: { kind: 'parameter', name, value: undefined } };
  }
  const missing = `The parameter '${spelled}' requires an argument.`;
  return map(right(blank, demand(valueList, missing)), (value): Argument => ({
    kind: 'parameter',
    name,
    value,
  }))(data, found.position);
};

const splat: Reader<Argument> = map(
  patternMatch(/@([\p{L}_][\p{L}\p{N}_]*)(?=[\s;|)},]|$)/u),
  ([, name = '']) => ({
    kind: 'splat',
    variable: name,
  }),
);
const endOfParameters: Reader<Argument> = map(pattern(new RegExp(`[${dash}]{2}(?=[\\s;|)}]|$)`)), () => ({
  kind: 'endOfParameters',
}));
const valueArgument: Reader<Argument> = map(valueList, (value) => ({ kind: 'value', value }));
const reserved: Reader<never> = (data, i) => {
  const placeholder = pattern(/<[^<>|;\n]*>?/)(data, i);
  if (!placeholder.matched) return placeholder;
  const advice = placeholder.value.endsWith('>')
    ? ` Write a value in place of ${placeholder.value}, brackets included.`
    : '';
  return refuse(`The '<' operator is reserved for future use.${advice}`)(data, i);
};

const toOutput: Reader<Redirection> = map(patternMatch(/([2-6*])>&1/), ([, stream = '']) => ({
  stream: streamOf(stream),
  target: { kind: 'output' },
}));
const toFile: Reader<Redirection> = ab(
  patternMatch(/([1-6*]?)(>>?)/),
  right(blank, demand(atom, 'Missing file specification after redirection operator.')),
  ([, stream = '', sign], path) => ({
    stream: streamOf(stream),
    target: { kind: 'file', path, append: sign === '>>' },
  }),
);
export const redirection: Reader<Redirection> = spaced(oneOf(toOutput, toFile));

function streamOf(sign: string): number | '*' {
  return sign === '*' ? '*' : Number(sign === '' ? '1' : sign);
}

const argument = oneOf<Argument>(endOfParameters, parameter, splat, reserved, valueArgument);
const parts = oneOf<Argument | Redirection>(redirection, spaced(argument));

const bareName = map(many1(oneOf<string>(plainPart, escape)), (found) => text(found.join('')));
const called = right(
  pattern(/[&.](?=[ \t$"'{(\u201c\u2018])/),
  right(blank, oneOf<Expression>(containerArgument, bareName)),
);
const commandName = oneOf<Expression>(called, bareName);

/** A command with its arguments; while it is read it is known to completion. */
export const command: Reader<Command> = (data, i) => {
  const { commands } = data.options;
  const begun: CommandInProgress = { offset: i, name: undefined, arguments: [], wordOffset: i };
  commands.push(begun);
  const name = commandName(data, i);
  if (!name.matched) {
    commands.pop();
    return name;
  }
  // The name is still being typed when nothing follows it, not even a blank.
  if (name.position < data.options.text.length) begun.name = name.value;
  const redirections: Redirection[] = [];
  const part: Reader<unknown> = map(parts, (value) => {
    if ('kind' in value) begun.arguments.push(value);
    else redirections.push(value);
  });
  const { position } = many(part)(data, name.position);
  if (blank(data, position).position < data.options.text.length) commands.pop();
  const value: Command = {
    kind: 'command',
    name: name.value,
    arguments: begun.arguments,
    redirections,
    place: { text: data.options.text, offset: i },
  };
  return { matched: true, position, value };
};

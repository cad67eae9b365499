import { ab, abc, many, map } from 'peberminta';

import type { Constant, Expression, Variable } from './ast.js';
import { characters, demand, oneOf, pattern, patternMatch, production, type Reader } from './reader.js';

const { doubleQuote, singleQuote } = characters;

const multipliers: Readonly<Record<string, number>> = {
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50,
};

const numberSource =
  '(0x[0-9a-f]+|\\d+(?:\\.\\d+)?(?:e[+\\-]?\\d+)?|\\.\\d+(?:e[+\\-]?\\d+)?)[dlu]?(kb|mb|gb|tb|pb)?';
/** A number in an expression. */
export const number = map(patternMatch(new RegExp(`${numberSource}(?![\\p{L}_])`, 'iu')), toNumber);
/** A word that is a number, sign included: `10.10.1.1` and `7zip` are none. */
export const numberWord = map(
  patternMatch(new RegExp(`([${characters.dash}+]?)${numberSource}(?=[\\s;,|&(){}]|$)`, 'iu')),
  ([text, sign = '', digits = '', unit]): Constant => {
    const { value } = toNumber([text, digits, unit]);
    return { kind: 'constant', value: sign === '' || sign === '+' ? value : -value, text };
  },
);

function toNumber([text, digits = '', unit]: readonly (string | undefined)[]): Constant & { value: number } {
  const value = Number(digits) * (unit === undefined ? 1 : (multipliers[unit.toLowerCase()] ?? 1));
  return { kind: 'constant', value, text: text ?? '' };
}

/** `$name`, `${any name}`, `$scope:name`, `$_`, `$?`. */
export const variable: Reader<Variable> = map(
  patternMatch(/\$(?:\{([^}]+)\}|((?:[a-z]+:)?[\p{L}\p{N}_]+|[?$^]))/iu),
  ([, braced, plain]) => ({
    kind: 'variable',
    name: (braced ?? plain ?? '').replace(/^(?:script|global|local|private|using):/i, ''),
    isGlobal: /^(?:script|global):/i.test(braced ?? plain ?? ''),
  }),
);

/** `$( … )`. */
export const subexpression: Reader<Expression> = abc(
  pattern(/\$\(/),
  production('statements'),
  demand(pattern(/\)/), "Missing closing ')' in subexpression."),
  (_open, statements) => ({ kind: 'subexpression', statements }),
);

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
/** A backtick and what it stands for. */
export const escape = map(patternMatch(/`([^])/), ([, char = '']) => escapes[char] ?? char);

const expansion = oneOf<Expression>(subexpression, variable);
const loneDollar = pattern(/\$/);

const single: Reader<Expression> = map(
  patternMatch(new RegExp(`[${singleQuote}]([^${singleQuote}]*(?:[${singleQuote}]{2}[^${singleQuote}]*)*)`)),
  ([, body = '']) => text(body.replace(new RegExp(`([${singleQuote}])[${singleQuote}]`, 'g'), '$1')),
);
const singleQuoted = ab(
  single,
  demand(pattern(new RegExp(`[${singleQuote}]`)), "The string is missing the terminator: '."),
  (value) => value,
);

const doubleParts = many(
  oneOf<string | Expression>(
    pattern(new RegExp(`[^${doubleQuote}\`$]+`)),
    map(patternMatch(new RegExp(`([${doubleQuote}])[${doubleQuote}]`)), ([, quote = '']) => quote),
    escape,
    expansion,
    loneDollar,
  ),
);
const doubleQuoted: Reader<Expression> = abc(
  pattern(new RegExp(`[${doubleQuote}]`)),
  doubleParts,
  demand(pattern(new RegExp(`[${doubleQuote}]`)), 'The string is missing the terminator: ".'),
  (_open, parts) => expandable(parts),
);

const hereSingle: Reader<Expression> = ab(
  map(
    patternMatch(new RegExp(`@[${singleQuote}][ \\t]*\\r?\\n((?:(?!\\r?\\n[${singleQuote}]@)[^])*)`)),
    ([, body = '']) => text(body),
  ),
  demand(pattern(new RegExp(`\\r?\\n[${singleQuote}]@`)), "The string is missing the terminator: '@."),
  (value) => value,
);
const hereEnd = `\\r?\\n[${doubleQuote}]@`;
const hereDouble: Reader<Expression> = abc(
  pattern(new RegExp(`@[${doubleQuote}][ \\t]*\\r?\\n`)),
  many(
    oneOf<string | Expression>(
      pattern(new RegExp(`(?:(?!${hereEnd})[^\`$])+`)),
      escape,
      expansion,
      loneDollar,
    ),
  ),
  demand(pattern(new RegExp(hereEnd)), 'The string is missing the terminator: "@.'),
  (_open, parts) => expandable(parts),
);

/** A string in any of its four forms. */
export const string: Reader<Expression> = oneOf(hereSingle, hereDouble, singleQuoted, doubleQuoted);

/** `[name]`, as in a cast or before `::`. */
export const typeName = map(
  patternMatch(/\[[ \t]*([\p{L}_][\p{L}\p{N}_.]*(?:\[[\p{L}\p{N}_., ]*\])*)[ \t]*\]/u),
  ([, name = '']) => name,
);

export function text(value: string): Constant {
  return { kind: 'constant', value, text: value };
}

/** Adjacent texts are one; a string without expansions is a constant. */
export function expandable(parts: readonly (string | Expression)[]): Expression {
  const joined: (string | Expression)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  const [only = ''] = joined;
  return joined.length <= 1 && typeof only === 'string' ? text(only) : { kind: 'expandable', parts: joined };
}

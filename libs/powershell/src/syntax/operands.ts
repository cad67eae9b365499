import { ab, abc, many, map, right, sepBy } from 'peberminta';

import type { Expression, HashEntry, ScriptBody } from './ast.js';
import { number, string, subexpression, text, typeName, variable } from './literals.js';
import {
  blank,
  blankLines,
  demand,
  nested,
  oneOf,
  optional,
  pattern,
  patternMatch,
  production,
  separators,
  spaced,
  type Reader,
} from './reader.js';

/** What may stand before an operator: a literal, a variable, something in brackets, with what is taken from it. */

const parenthesis: Reader<Expression> = abc(
  pattern(/\(\s*/),
  demand(production('statement'), "An expression was expected after '('."),
  right(blankLines, demand(pattern(/\)/), "Missing closing ')' in expression.")),
  (_open, statement) => ({ kind: 'parenthesis', statement }),
);

const arrayOf: Reader<Expression> = abc(
  pattern(/@\(/),
  production('statements'),
  demand(pattern(/\)/), "Missing closing ')' in expression."),
  (_open, statements) => ({ kind: 'arrayOf', statements }),
);

/** `{ … }` */
export const scriptBlock: Reader<Expression> = map(bodyInBraces, (body) => ({ kind: 'scriptBlock', body }));

/** A body with its parameters; its text is kept, since a script block is shown by it. */
export function bodyInBraces(...[data, i]: Parameters<Reader<ScriptBody>>): ReturnType<Reader<ScriptBody>> {
  const block = blockInBraces(data, i);
  if (!block.matched) return block;
  const source = data.options.text.slice(i + 1, block.position - 1);
  return { ...block, value: { ...block.value, text: source } };
}

const blockInBraces = inBraces(nested(production('scriptBody')));

/** The body of a statement: statements in braces. */
export const braced = inBraces(nested(production('statements')));

function inBraces<T>(inner: Reader<T>): Reader<T> {
  return abc(
    pattern(/\{/),
    inner,
    demand(pattern(/\}/), "Missing closing '}' in statement block or type definition."),
    (_open, value) => value,
  );
}

const bareKey = map(pattern(/[\p{L}_][\p{L}\p{N}_-]*/u), text);
const hashKey = oneOf<Expression>(bareKey, number, keyOfContainer);

function keyOfContainer(...[data, i]: Parameters<Reader<Expression>>): ReturnType<Reader<Expression>> {
  return containerArgument(data, i);
}

const hashEntry: Reader<HashEntry> = abc(
  hashKey,
  spaced(demand(pattern(/=/), "Missing '=' operator after key in hash literal.")),
  right(blankLines, demand(production('statement'), "Missing statement after '=' in hash literal.")),
  (key, _equals, value) => ({ key, value }),
);
const hashtable: Reader<Expression> = abc(
  pattern(/@\{/),
  right(separators, sepBy(hashEntry, right(blank, right(pattern(/[;\r\n]/), separators)))),
  right(separators, demand(pattern(/\}/), "Missing closing '}' or an unexpected '%' in hash literal.")),
  (_open, entries) => ({ kind: 'hashtable', entries }),
);

const type: Reader<Expression> = map(typeName, (name) => ({ kind: 'type', name }));

/** Brackets and words that take members: `$x`, `(…)`, `@{…}`, `{…}`, `"…"`. */
const container = nested(
  oneOf<Expression>(string, subexpression, variable, parenthesis, arrayOf, hashtable, scriptBlock),
);

const memberName = oneOf<Expression>(
  map(pattern(/[\p{L}_][\p{L}\p{N}_]*/u), text),
  string,
  variable,
  parenthesis,
  subexpression,
);
const listOfParameters = sepBy(right(blankLines, production('parameterExpression')), spaced(pattern(/,/)));
const parameters = ab(
  right(pattern(/\(/), listOfParameters),
  right(blankLines, demand(pattern(/\)/), "Missing ')' in method call.")),
  (values) => values,
);

type Access = (target: Expression) => Expression;

const member: Reader<Access> = (data, i) => {
  const name = right(
    patternMatch(/::|\.(?![.\s\d]|$)/),
    demand(memberName, 'Missing property name after reference operator.'),
  )(data, i);
  if (!name.matched) return name;
  const call = optional(parameters)(data, name.position);
  const given = call.value;
  const value: Access =
    given === undefined
      ? (target) => ({ kind: 'member', target, name: name.value })
      : (target) => ({ kind: 'call', target, name: name.value, parameters: given, offset: i });
  return { matched: true, position: call.position, value };
};
const index: Reader<Access> = abc(
  pattern(/\[/),
  right(blankLines, demand(production('expression'), 'Array index expression is missing or not valid.')),
  right(blankLines, demand(pattern(/\]/), "Missing ']' after array index expression.")),
  (_open, at) => (target) => ({ kind: 'index', target, index: at }),
);

function accesses(target: Reader<Expression>): Reader<Expression> {
  return ab(target, many(oneOf(member, index)), (start, taken) =>
    taken.reduce((expression, access) => access(expression), start),
  );
}

/** `++` or `--`. */
export const incrementSign = map(pattern(/\+\+|--/), (sign): 1 | -1 => (sign === '++' ? 1 : -1));

/** Of an expression. */
export const operand: Reader<Expression> = oneOf<Expression>(
  number,
  ab(accesses(oneOf(container, type)), optional(spaced(incrementSign)), (target, by) =>
    by === undefined ? target : { kind: 'increment', target, by, isPrefix: false },
  ),
);
/** Of an argument, where a bracket without sign before it is part of a word. */
export const containerArgument: Reader<Expression> = accesses(container);

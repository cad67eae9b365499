import { ab, abc, ahead, many, map, option, right } from 'peberminta';

import type { Branch, Expression, PipelineElement, Statement } from '../ast.js';
import { command, redirection } from '../commands.js';
import { expression } from '../expressions.js';
import { number, variable } from '../literals.js';
import { braced } from '../operands.js';
import {
  blank,
  blankLines,
  characters,
  demand,
  nested,
  oneOf,
  pattern,
  production,
  refuse,
  separators,
  spaced,
  type Reader,
} from '../reader.js';

const { dash, doubleQuote, singleQuote } = characters;

/** With what a pipeline element is an expression; everything else is a command, `2fa` among it. */
const expressionAhead = oneOf<unknown>(
  pattern(
    new RegExp(
      `(?=[$(@{[!,${doubleQuote}${singleQuote}]|[${dash}+][$(\\d.]|[${dash}](?:not|split|join)(?![\\p{L}]))`,
      'iu',
    ),
  ),
  ahead(number),
);

const expressionElement: Reader<PipelineElement> = abc(
  expressionAhead,
  expression,
  many(redirection),
  (_ahead, value, redirections) => ({ kind: 'expression', expression: value, redirections }),
);

const element = oneOf<PipelineElement>(expressionElement, command);
const bar = right(oneOf(spaced(pattern(/\|(?!\|)/)), right(blankLines, pattern(/\|(?!\|)/))), blankLines);
const lateExpression: Reader<never> = right(
  expressionAhead,
  refuse('Expressions are only allowed as the first element of a pipeline.'),
);
const laterElement = demand(
  oneOf<PipelineElement>(lateExpression, command),
  'An empty pipe element is not allowed.',
);
const assignmentSign = spaced(pattern(/[+\-*/%]?=(?!=)/));

/** A pipeline, or an assignment when a `=` follows its first expression. */
const pipelineOrAssignment: Reader<Statement> = (data, i) => {
  const first = element(data, i);
  if (!first.matched) return first;
  const sign = assignmentSign(data, first.position);
  if (sign.matched && first.value.kind === 'expression') {
    return assigned(first.value.expression, sign.value)(data, sign.position);
  }
  const rest = many(right(bar, laterElement))(data, first.position);
  const elements = [first.value, ...rest.value];
  return { ...rest, value: { kind: 'pipeline', elements } };
};

function assigned(target: Expression, operator: string): Reader<Statement> {
  if (target.kind !== 'variable' && target.kind !== 'member' && target.kind !== 'index') {
    return refuse(
      'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.',
    );
  }
  const missing = `You must provide a value expression following the '${operator}' operator.`;
  return map(right(blankLines, demand(production('statement'), missing)), (value) => ({
    kind: 'assignment',
    target,
    operator,
    value,
  }));
}

function keyword(name: string): Reader<string> {
  return pattern(new RegExp(`${name}(?![\\p{L}\\p{N}_-])`, 'iu'));
}

const open = right(blankLines, demand(pattern(/\(/), "Missing '(' in statement."));
const close = right(blankLines, demand(pattern(/\)/), "Missing closing ')' in statement."));
const body = right(blankLines, demand(braced, 'Missing statement block.'));
const inBrackets = abc(
  open,
  right(blankLines, demand(production('statement'), 'Missing condition in statement.')),
  close,
  (_open, value) => value,
);
const branch: Reader<Branch> = ab(inBrackets, body, (condition, statements) => ({
  condition,
  body: statements,
}));

const ifStatement: Reader<Statement> = abc(
  right(keyword('if'), branch),
  many(right(right(blankLines, keyword('elseif')), branch)),
  option(right(right(blankLines, keyword('else')), body), undefined),
  (first, others, otherwise) => ({ kind: 'if', branches: [first, ...others], otherwise }),
);

const loopHead = ab(
  right(open, right(blank, demand(variable, 'Missing variable name after foreach.'))),
  abc(
    spaced(demand(keyword('in'), "Missing 'in' after variable in foreach loop.")),
    right(blankLines, demand(production('statement'), "Missing expression after 'in' in foreach loop.")),
    close,
    (_in, collection) => collection,
  ),
  ({ name }, collection) => ({ variable: name, collection }),
);
/** `foreach (` is the statement; `… | foreach { }` is an alias of ForEach-Object and stands elsewhere. */
const foreachStatement: Reader<Statement> = ab(
  right(pattern(/foreach(?=\s*\()/i), loopHead),
  body,
  (head, statements) => ({ kind: 'foreach', ...head, body: statements }),
);

export const statement: Reader<Statement> = nested(
  oneOf<Statement>(ifStatement, foreachStatement, pipelineOrAssignment),
);

/** Statements up to what cannot begin one. */
export const statements: Reader<readonly Statement[]> = right(
  separators,
  many(ab(statement, ended, (value) => value)),
);

/** After a statement comes a separator or a closing bracket. */
function ended(...[data, i]: Parameters<Reader<true>>): ReturnType<Reader<true>> {
  const { position } = blank(data, i);
  const { text } = data.options;
  const sign = text[position];
  if (sign === undefined || /[\s;)}\]]/.test(sign)) {
    return { matched: true, position: separators(data, position).position, value: true };
  }
  return refuse("Unexpected token '%' in expression or statement.")(data, position);
}

import { abc, ahead, many, map, right } from 'peberminta';

import type { Expression, PipelineElement, StatementForm } from '../ast.js';
import { command, redirection } from '../commands.js';
import { expression } from '../expressions.js';
import { number } from '../literals.js';
import {
  blankLines,
  characters,
  demand,
  oneOf,
  pattern,
  production,
  refuse,
  spaced,
  type Reader,
} from '../reader.js';

const { dash, doubleQuote, singleQuote } = characters;

/** With what a pipeline element is an expression; everything else is a command, `2fa` among it. */
const expressionAhead = oneOf<unknown>(
  pattern(
    new RegExp(
      `(?=[$(@{[!,${doubleQuote}${singleQuote}]|(?:\\+\\+|--)\\$|[${dash}+][$(\\d.]|[${dash}](?:not|split|join)(?![\\p{L}]))`,
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
export const pipelineOrAssignment: Reader<StatementForm> = (data, i) => {
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

function assigned(target: Expression, operator: string): Reader<StatementForm> {
  if (!isAssignable(target)) {
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

/** `$x`, `$x.y`, `$x[0]`, `[int]$x`, and lists of them. */
function isAssignable(target: Expression): boolean {
  if (target.kind === 'cast') return isAssignable(target.operand);
  if (target.kind === 'array') return target.items.every(isAssignable);
  return target.kind === 'variable' || target.kind === 'member' || target.kind === 'index';
}

import { ab, abc, many, option, right } from 'peberminta';

import type { Catch, StatementForm } from '../ast.js';
import { typeName } from '../literals.js';
import { blankLines, keyword, optional, pattern, refuse, type Reader } from '../reader.js';
import { body } from './condition.js';

const types = many(
  right(
    blankLines,
    ab(typeName, option(right(blankLines, pattern(/,/)), ''), (name) => name),
  ),
);
const catchClause: Reader<Catch> = ab(
  right(right(blankLines, keyword('catch')), types),
  body,
  (names, statements) => ({ types: names, body: statements }),
);
const last = optional(right(right(blankLines, keyword('finally')), body));

const whole = abc(
  right(pattern(/try(?=\s*\{)/i), body),
  many(catchClause),
  last,
  (statements, catches, final) => ({
    kind: 'try' as const,
    body: statements,
    catches,
    last: final,
  }),
);

export const tryStatement: Reader<StatementForm> = (data, i) => {
  const found = whole(data, i);
  if (!found.matched || found.value.catches.length > 0 || found.value.last !== undefined) return found;
  return refuse('The Try statement is missing its Catch or Finally block.')(data, found.position);
};

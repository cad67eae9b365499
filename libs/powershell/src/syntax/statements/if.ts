import { ab, abc, many, right } from 'peberminta';

import type { Branch, StatementForm } from '../ast.js';
import { blankLines, keyword, optional, type Reader } from '../reader.js';
import { body, condition } from './condition.js';

const branch: Reader<Branch> = ab(condition, body, (value, statements) => ({
  condition: value,
  body: statements,
}));

export const ifStatement: Reader<StatementForm> = abc(
  right(keyword('if'), branch),
  many(right(right(blankLines, keyword('elseif')), branch)),
  optional(right(right(blankLines, keyword('else')), body)),
  (first, others, otherwise) => ({ kind: 'if', branches: [first, ...others], otherwise }),
);

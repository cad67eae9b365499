import { ab, map, right } from 'peberminta';

import type { FlowStatement, StatementForm } from '../ast.js';
import { blank, keyword, optional, patternMatch, production, type Reader } from '../reader.js';

type How = FlowStatement['how'];
const leaving = map(
  patternMatch(/(break|continue)(?![\p{L}\p{N}_-])(?:[ \t]+([\p{L}_][\p{L}\p{N}_]*))?/iu),
  ([, word = '', label]): StatementForm => ({
    kind: 'flow',
    how: word.toLowerCase() as How,
    label,
    value: undefined,
  }),
);

/** What follows on the same line. */
const value = right(blank, optional(production('statement')));
const ending: Reader<StatementForm> = ab(keyword('return|throw'), value, (word, found) => ({
  kind: 'flow',
  how: word.toLowerCase() as How,
  label: undefined,
  value: found,
}));

/** `break`, `continue`, `return` and `throw`. */
export const flow: Reader<StatementForm> = (data, i) => {
  const left = leaving(data, i);
  return left.matched ? left : ending(data, i);
};

import { ab, abc, map, option, right } from 'peberminta';

import type { Loop, LoopHead, Statement, StatementForm } from '../ast.js';
import { variable } from '../literals.js';
import {
  blank,
  blankLines,
  demand,
  keyword,
  oneOf,
  optional,
  pattern,
  patternMatch,
  production,
  spaced,
  type Reader,
} from '../reader.js';
import { body, close, condition, open } from './condition.js';

/** `:name ` before a loop or switch. */
export const label = option(
  map(
    patternMatch(/:([\p{L}_][\p{L}\p{N}_]*)[ \t\r\n]+(?=(?:foreach|for|while|do|switch)\b)/iu),
    ([, name]) => name,
  ),
  undefined,
);

type Unlabelled = Omit<Loop, 'label'>;

const foreachHead: Reader<LoopHead> = ab(
  right(open, right(blank, demand(variable, 'Missing variable name after foreach.'))),
  abc(
    spaced(demand(keyword('in'), "Missing 'in' after variable in foreach loop.")),
    right(blankLines, demand(production('statement'), "Missing expression after 'in' in foreach loop.")),
    close,
    (_in, collection) => collection,
  ),
  ({ name }, collection) => ({ kind: 'foreach', variable: name, collection }),
);
const whileHead: Reader<LoopHead> = map(condition, (value) => ({ kind: 'while', condition: value }));

const part: Reader<Statement | undefined> = right(blankLines, optional(production('statement')));
const semicolon = right(blankLines, demand(pattern(/;/), "Missing ';' in for loop."));
const forHead: Reader<LoopHead> = abc(
  right(open, part),
  right(semicolon, part),
  ab(right(semicolon, part), close, (step) => step),
  (start, value, step) => ({ kind: 'for', start, condition: value, step }),
);

const headed = (name: string, head: Reader<LoopHead>): Reader<Unlabelled> =>
  // `foreach (` is the statement; `… | foreach { }` is an alias of ForEach-Object and stands elsewhere.
  ab(right(pattern(new RegExp(`${name}(?=\\s*\\()`, 'i')), head), body, (value, statements) => ({
    kind: 'loop',
    head: value,
    body: statements,
  }));

const doLoop: Reader<Unlabelled> = abc(
  right(pattern(/do(?=\s*\{)/i), body),
  right(blankLines, demand(keyword('while|until'), "Missing 'while' or 'until' after the body of do.")),
  condition,
  (statements, word, value) => ({
    kind: 'loop',
    head: { kind: 'do', condition: value, until: word.toLowerCase() === 'until' },
    body: statements,
  }),
);

export const loop: Reader<StatementForm> = ab(
  label,
  oneOf(headed('foreach', foreachHead), headed('for', forHead), headed('while', whileHead), doLoop),
  (name, found) => ({ ...found, label: name }),
);

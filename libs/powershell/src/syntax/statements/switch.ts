import { ab, abc, many, map, right } from 'peberminta';

import type { Expression, StatementForm, SwitchCase } from '../ast.js';
import { numberWord, text } from '../literals.js';
import { containerArgument } from '../operands.js';
import {
  blankLines,
  characters,
  demand,
  oneOf,
  pattern,
  patternMatch,
  separators,
  spaced,
  type Reader,
} from '../reader.js';
import { body, condition } from './condition.js';
import { label } from './loops.js';

const flag = spaced(
  map(
    patternMatch(new RegExp(`[${characters.dash}](regex|wildcard|exact|casesensitive)(?![\\p{L}])`, 'iu')),
    ([, name = '']) => name.toLowerCase(),
  ),
);
const word: Reader<Expression> = map(pattern(/[^\s{}();,|&"'$@]+/), text);
const casePattern: Reader<Expression> = oneOf<Expression>(numberWord, containerArgument, word);

const switchCase: Reader<SwitchCase> = abc(casePattern, body, separators, (found, statements) => ({
  pattern: isDefault(found) ? undefined : found,
  body: statements,
}));

/** The bare word; `'default'` in quotes would be a text, and nobody writes that. */
function isDefault(found: Expression): boolean {
  return found.kind === 'constant' && /^default$/i.test(found.text);
}

const cases = abc(
  right(blankLines, demand(pattern(/\{/), 'Missing statement block in switch statement.')),
  right(separators, many(switchCase)),
  demand(pattern(/\}/), "Missing closing '}' in switch statement."),
  (_open, found) => found,
);

export const switchStatement: Reader<StatementForm> = ab(
  label,
  abc(
    right(pattern(new RegExp(`switch(?=\\s*[(${characters.dash}])`, 'i')), many(flag)),
    condition,
    cases,
    (flags, subject, found) => ({ flags, subject, cases: found }),
  ),
  (name, { flags, subject, cases: found }) => ({
    kind: 'switch',
    label: name,
    comparison: comparisonOf(flags),
    isCaseSensitive: flags.includes('casesensitive'),
    subject,
    cases: found,
  }),
);

function comparisonOf(flags: readonly string[]): 'exact' | 'wildcard' | 'regex' {
  if (flags.includes('regex')) return 'regex';
  return flags.includes('wildcard') ? 'wildcard' : 'exact';
}

import { ab, many, map, right } from 'peberminta';

import type { Expression } from './ast.js';
import { typeName } from './literals.js';
import { incrementSign, operand } from './operands.js';
import {
  blank,
  blankLines,
  characters,
  demand,
  nested,
  oneOf,
  pattern,
  patternMatch,
  spaced,
  type Reader,
} from './reader.js';

const { dash } = characters;

/** Comparison and text operators, of one precedence in PowerShell; each with `c` or `i` before it. */
const comparisons =
  'eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|split|join|replace|isnot|is|as';

interface OperatorToken {
  readonly operator: string;
  readonly offset: number;
}

/** An operator between operands; what follows it may be on the next line, and has to be there. */
function operator(source: string): Reader<OperatorToken> {
  const token = patternMatch(new RegExp(source, 'iu'));
  return spaced((data, i) => {
    const found = token(data, i);
    if (!found.matched) return found;
    const [text, prefix = '', name = text] = found.value;
    const sensitive = prefix.toLowerCase() === 'c' ? 'c' : '';
    return { ...found, value: { operator: sensitive + name.toLowerCase().replace(anyDash, '-'), offset: i } };
  });
}

const anyDash = new RegExp(`^[${dash}]$`);
const word = (names: string) => `[${dash}]([ci]?)(${names})(?![\\p{L}\\p{N}_])`;

/** Operators of one precedence, grouped from the left. */
function level(operand: Reader<Expression>, sign: Reader<OperatorToken>): Reader<Expression> {
  const rest: Reader<OperatorToken & { right: Expression }> = (data, i) => {
    const token = sign(data, i);
    if (!token.matched) return token;
    const sentence = `You must provide a value expression following the '${shown(token.value.operator)}' operator.`;
    const value = right(blankLines, demand(operand, sentence))(data, token.position);
    return { ...value, value: { ...token.value, right: value.value } };
  };
  return ab(operand, many(rest), (first, others) =>
    others.reduce<Expression>((left, other) => ({ kind: 'binary', left, ...other }), first),
  );
}

const shown = (operator: string) => (/^\p{L}/u.test(operator) ? `-${operator}` : operator);

const unarySign = map(
  patternMatch(
    new RegExp(`(?:[${dash}](not|split|join)(?![\\p{L}_])|(!)|([${dash}+])(?![${dash}+\\p{L}]))`, 'iu'),
  ),
  ([, named, not, sign]) => named?.toLowerCase() ?? (not === undefined ? (sign === '+' ? '+' : '-') : 'not'),
);

const unary: Reader<Expression> = nested(
  oneOf<Expression>(
    ab(
      incrementSign,
      right(blank, demand(operand, 'Missing expression after unary operator.')),
      (by, target) => ({ kind: 'increment', target, by, isPrefix: true }),
    ),
    ab(
      unarySign,
      right(blank, demand(recursiveUnary, 'Missing expression after unary operator.')),
      (sign, value) => ({ kind: 'unary', operator: sign, operand: value }),
    ),
    ab(pattern(/,/), spaced(recursiveUnary), (_comma, item) => ({ kind: 'array', items: [item] })),
    // `[int]"5"`; without an operand the name is a type: `[datetime]::Now`.
    ab(typeName, spaced(recursiveUnary), (type, value) => ({ kind: 'cast', type, operand: value })),
    operand,
  ),
);

function recursiveUnary(...[data, i]: Parameters<Reader<Expression>>): ReturnType<Reader<Expression>> {
  return unary(data, i);
}

const comma = spaced(pattern(/,/));
const list: Reader<Expression> = ab(
  unary,
  many(right(comma, right(blankLines, demand(unary, "Missing expression after ','.")))),
  (first, others) => (others.length === 0 ? first : { kind: 'array', items: [first, ...others] }),
);

/** The operators between values, from the tightest to the loosest. */
function levels(value: Reader<Expression>): Reader<Expression> {
  const range = level(value, operator('\\.\\.'));
  const format = level(range, operator(word('f')));
  const product = level(format, operator('[*/%](?!=)'));
  const sum = level(product, operator(`[+${dash}](?![${dash}+=\\p{L}])`));
  const comparison = level(sum, operator(word(comparisons)));
  const bitwise = level(comparison, operator(word('band|bor|bxor|shl|shr')));
  return level(bitwise, operator(word('and|or|xor')));
}

export const expression: Reader<Expression> = levels(list);
/** Of a method, whose parameters are parted by commas. */
export const parameterExpression: Reader<Expression> = levels(unary);

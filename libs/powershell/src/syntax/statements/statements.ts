import { ab, many, right } from 'peberminta';

import type { Statement, StatementForm } from '../ast.js';
import { blank, nested, oneOf, refuse, separators, type Reader } from '../reader.js';
import { flow } from './flow.js';
import { functionDefinition } from './functions.js';
import { ifStatement } from './if.js';
import { loop } from './loops.js';
import { pipelineOrAssignment } from './pipelines.js';
import { switchStatement } from './switch.js';
import { tryStatement } from './try.js';

const form = oneOf<StatementForm>(
  ifStatement,
  loop,
  switchStatement,
  tryStatement,
  functionDefinition,
  flow,
  pipelineOrAssignment,
);

export const statement: Reader<Statement> = nested((data, i) => {
  const found = form(data, i);
  if (!found.matched) return found;
  return { ...found, value: { ...found.value, place: { text: data.options.text, offset: i } } };
});

/** Statements up to what cannot begin one. */
export const statements: Reader<readonly Statement[]> = right(
  separators,
  many(ab(statement, ended, (value) => value)),
);

/** After a statement comes a separator or a closing bracket; after one that ends with a brace nothing has to. */
function ended(...[data, i]: Parameters<Reader<true>>): ReturnType<Reader<true>> {
  const { position } = blank(data, i);
  const { text } = data.options;
  const sign = text[position];
  const isOver = sign === undefined || /[\s;)}\]]/.test(sign);
  if (isOver || (text[i - 1] === '}' && position > i)) {
    return { matched: true, position: separators(data, position).position, value: true };
  }
  return refuse("Unexpected token '%' in expression or statement.")(data, position);
}

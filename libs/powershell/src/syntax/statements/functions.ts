import { ab, abc, many, map, right, sepBy } from 'peberminta';

import type {
  Attribute,
  Expression,
  NamedBlocks,
  ParameterBlock,
  ParameterDeclaration,
  ScriptBody,
  StatementForm,
} from '../ast.js';
import { typeName, variable } from '../literals.js';
import { bodyInBraces } from '../operands.js';
import {
  blankLines,
  demand,
  keyword,
  oneOf,
  optional,
  pattern,
  patternMatch,
  production,
  separators,
  type Reader,
} from '../reader.js';
import { body } from './condition.js';

const comma = right(blankLines, pattern(/,/));
const equals = right(blankLines, pattern(/=(?!=)/));
const value = right(blankLines, production('parameterExpression'));

type AttributeArgument = { readonly name?: string; readonly value: Expression | undefined };
const namedArgument: Reader<AttributeArgument> = ab(
  map(patternMatch(/([\p{L}_]+)\s*(?=[=,)])/u), ([, name = '']) => name),
  optional(right(equals, value)),
  (name, given) => ({ name, value: given }),
);
const attributeArgument = right(
  blankLines,
  oneOf<AttributeArgument>(
    namedArgument,
    map(value, (given) => ({ value: given })),
  ),
);

/** `[Name( … )]`; without brackets it is a type. */
const attribute: Reader<Attribute> = (data, i) => {
  const read = abc(
    map(patternMatch(/\[([\p{L}_.]+)\s*\(/u), ([, name = '']) => name),
    sepBy(attributeArgument, comma),
    demand(pattern(/\s*\)\s*\]/), "Missing ')]' after attribute."),
    (name, given): Attribute => ({
      name,
      values: given.flatMap((one) => (one.name === undefined && one.value !== undefined ? [one.value] : [])),
      named: given.flatMap((one) => (one.name === undefined ? [] : [{ name: one.name, value: one.value }])),
      place: { text: data.options.text, offset: i },
    }),
  );
  return read(data, i);
};
const attributes = many(right(blankLines, attribute));

type Decoration = Attribute | string;
const decorations = many(right(blankLines, oneOf<Decoration>(attribute, typeName)));

const declaration: Reader<ParameterDeclaration> = abc(
  decorations,
  right(blankLines, variable),
  optional(right(equals, value)),
  (found, { name }, given) => ({
    attributes: found.filter((one) => typeof one !== 'string'),
    type: found.findLast((one) => typeof one === 'string'),
    name,
    default: given,
  }),
);
const declarations = abc(
  pattern(/\s*\(/),
  sepBy(declaration, comma),
  right(blankLines, demand(pattern(/\)/), "Missing ')' in function parameter list.")),
  (_open, found) => found,
);

const parameterBlock: Reader<ParameterBlock> = ab(
  attributes,
  right(right(blankLines, pattern(/param(?=\s*\()/i)), declarations),
  (found, parameters) => ({ attributes: found, parameters }),
);

const namedBlock = ab(
  right(
    separators,
    map(pattern(/(?:begin|process|end)(?=\s*\{)/i), (name) => name.toLowerCase()),
  ),
  body,
  (name, statements) => [name, statements] as const,
);
const namedBlocks: Reader<NamedBlocks> = (data, i) => {
  const { value: found, position } = many(namedBlock)(data, i);
  if (found.length === 0) return { matched: false };
  return { matched: true, position: separators(data, position).position, value: Object.fromEntries(found) };
};

const content = oneOf<Pick<ScriptBody, 'statements' | 'blocks'>>(
  map(namedBlocks, (blocks) => ({ statements: [], blocks })),
  map(production('statements'), (statements) => ({ statements })),
);

/** Parameters, then statements or named blocks: of a script, a script block, a function. */
export const scriptBody: Reader<ScriptBody> = ab(
  right(separators, optional(parameterBlock)),
  content,
  (parameters, found) => ({ ...found, ...(parameters && { parameters }), text: '' }),
);

const header = ab(
  right(
    keyword('function|filter'),
    right(
      blankLines,
      demand(pattern(/[\p{L}_][^\s(){}|;,&"'$`]*/u), 'Missing function name in function declaration.'),
    ),
  ),
  optional(declarations),
  (name, parameters) => ({ name, parameters }),
);

/** `function name($a) { … }`; of a `filter` the statements are for each object. */
export const functionDefinition: Reader<StatementForm> = (data, i) => {
  const isFilter = /^filter/i.test(data.options.text.slice(i, i + 6));
  return ab(
    header,
    right(blankLines, demand(bodyInBraces, 'Missing function body in function declaration.')),
    ({ name, parameters }, found): StatementForm => {
      const declared = parameters && { parameters: { attributes: [], parameters } };
      const blocks = isFilter && { statements: [], blocks: { process: found.statements } };
      return {
        kind: 'function',
        name: name.replace(/^(?:global|script|local):/i, ''),
        body: { ...found, ...declared, ...blocks },
      };
    },
  )(data, i);
};

import type { CommandDefinition, Frame, ParameterDefinition, ParameterType } from '../../command/command.js';
import { TerminatingError } from '../../errors/error-record.js';
import type { Attribute, ParameterBlock, ParameterDeclaration } from '../../syntax/ast.js';
import { isTrue, shortTypeName, toNumber } from '../../values/convert.js';
import { textOf } from '../../values/text.js';
import { NameMap } from '../../values/name-map.js';
import type { Value } from '../../values/value.js';
import { isRule, ruleOf, type Rule } from './rules.js';

/** A parameter of a function: how it is bound, and what its value has to be. */
export interface FunctionParameter {
  readonly definition: ParameterDefinition;
  readonly declaration: ParameterDeclaration;
  readonly rules: readonly Rule[];
}

export interface FunctionForm {
  readonly parameters: readonly FunctionParameter[];
  /** With attributes a function takes only what it declares, else the rest is `$args`. */
  readonly isAdvanced: boolean;
  readonly changes: boolean;
}

/** What the parameters and attributes of a function say of it. */
export async function formOf(block: ParameterBlock | undefined, frame: Frame): Promise<FunctionForm> {
  if (block === undefined) return { parameters: [], isAdvanced: false, changes: false };
  const own = new NameMap<Value>();
  for (const attribute of block.attributes) await readInto(own, attribute, frame);
  const parameters: FunctionParameter[] = [];
  for (const declaration of block.parameters) parameters.push(await parameterOf(declaration, frame));
  return {
    parameters: positioned(parameters, isTrue(own.get('PositionalBinding') ?? true)),
    isAdvanced:
      block.attributes.length > 0 || parameters.some(({ declaration }) => hasAttributes(declaration)),
    changes: isTrue(own.get('SupportsShouldProcess') ?? null),
  };
}

/** The attributes that say how a function is bound, and the words that act in them. */
const bindingNames: Readonly<Record<string, readonly string[]>> = {
  CmdletBinding: ['SupportsShouldProcess', 'ConfirmImpact', 'DefaultParameterSetName', 'PositionalBinding'],
  OutputType: [],
  Parameter: [
    'Mandatory',
    'Position',
    'ValueFromPipeline',
    'ValueFromPipelineByPropertyName',
    'ValueFromRemainingArguments',
    'HelpMessage',
  ],
};

/** What is not known is refused: a demand that nobody heeds would be worse. */
async function readInto(found: NameMap<Value>, attribute: Attribute, frame: Frame): Promise<void> {
  const known = Object.entries(bindingNames).find(
    ([name]) => name.toLowerCase() === attribute.name.toLowerCase(),
  )?.[1];
  if (known === undefined) throw unknown(`attribute [${attribute.name}]`);
  for (const { name, value } of attribute.named) {
    if (!known.some((one) => one.toLowerCase() === name.toLowerCase())) {
      throw unknown(`word ${name} of [${attribute.name}]`);
    }
    found.set(name, value === undefined ? true : await frame.runtime.evaluate(value, frame));
  }
}

function unknown(what: string): TerminatingError {
  return new TerminatingError(`The ${what} is not known here. Leave it out.`, { category: 'NotImplemented' });
}

async function parameterOf(declaration: ParameterDeclaration, frame: Frame): Promise<FunctionParameter> {
  const said = new NameMap<Value>();
  const aliases: string[] = [];
  const rules: Rule[] = [];
  let values: readonly string[] | undefined;
  for (const attribute of declaration.attributes) {
    const given: Value[] = [];
    for (const value of attribute.values) given.push(await frame.runtime.evaluate(value, frame));
    const name = attribute.name.toLowerCase();
    if (name === 'alias') aliases.push(...given.map(textOf));
    else if (name === 'validateset') values = given.map(textOf);
    else if (isRule(name)) rules.push(ruleOf(name, given));
    else await readInto(said, attribute, frame);
  }
  return { definition: definitionOf(declaration, { said, aliases, values }), declaration, rules };
}

interface Said {
  readonly said: NameMap<Value>;
  readonly aliases: readonly string[];
  readonly values: readonly string[] | undefined;
}

const types: Readonly<Record<string, ParameterType>> = {
  string: 'string',
  switch: 'switch',
  switchparameter: 'switch',
  bool: 'boolean',
  scriptblock: 'scriptblock',
  pscredential: 'credential',
};

function definitionOf(
  { name, type = 'object' }: ParameterDeclaration,
  { said, aliases, values }: Said,
): ParameterDefinition {
  const item = type.replace(/\[\]$/, '');
  const position = said.get('Position');
  return {
    name,
    type: values === undefined ? (types[shortTypeName(item)] ?? 'object') : 'enum',
    multiple: item !== type,
    description: textOf(said.get('HelpMessage') ?? null),
    mandatory: isTrue(said.get('Mandatory') ?? null),
    remaining: isTrue(said.get('ValueFromRemainingArguments') ?? null),
    aliases,
    ...(values !== undefined && { values }),
    ...(position !== undefined && { position: toNumber(position) + 1 }),
    ...pipelineOf(said),
  };
}

function pipelineOf(said: NameMap<Value>): Pick<ParameterDefinition, 'pipeline'> {
  if (isTrue(said.get('ValueFromPipeline') ?? null)) return { pipeline: 'value' };
  return isTrue(said.get('ValueFromPipelineByPropertyName') ?? null) ? { pipeline: 'property' } : {};
}

/** In their order, unless one has a position of its own; switches have none. */
function positioned(
  parameters: readonly FunctionParameter[],
  isPositional: boolean,
): readonly FunctionParameter[] {
  if (!isPositional || parameters.some(({ definition }) => definition.position !== undefined)) {
    return parameters;
  }
  let position = 0;
  return parameters.map((parameter) => {
    if (parameter.definition.type === 'switch') return parameter;
    position += 1;
    return { ...parameter, definition: { ...parameter.definition, position } };
  });
}

function hasAttributes({ attributes }: ParameterDeclaration): boolean {
  return attributes.some(({ name }) => name.toLowerCase() === 'parameter');
}

/** Definitions for binding; what a simple function does not declare is `$args`. */
export function definitionsOf({ parameters, isAdvanced }: FunctionForm): CommandDefinition['parameters'] {
  const own = parameters.map(({ definition }) => definition);
  if (isAdvanced) return own;
  return [
    ...own,
    { name: 'args', type: 'object', multiple: true, remaining: true, position: own.length + 1 },
  ];
}

import { binary } from '../operators/binary.js';
import { splitAtBlanks } from '../operators/text-operators.js';
import type { Binary, Call, Expression, Index, Member } from '../syntax/ast.js';
import { cast, ConversionError, isTrue, toNumber } from '../values/convert.js';
import { gathered } from '../values/gathered.js';
import { memberOf } from '../values/members.js';
import { methodOf } from '../values/methods.js';
import { staticMethod, staticProperty } from '../operators/statics.js';
import { textOf } from '../values/text.js';
import { typeNameOf } from '../values/type-names.js';
import {
  collected,
  Hashtable,
  isList,
  itemsOf,
  Properties,
  PSObject,
  ScriptBlock,
  TypeLiteral,
  type Value,
  type ValueList,
} from '../values/value.js';
import { type Frame, runBlock } from '../command/command.js';
import { variableValue } from '../command/variables.js';
import { fileMethod } from './file-statics.js';
import { assign } from './assign.js';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;
type Evaluators = {
  readonly [K in Expression['kind']]: (expression: Of<K>, frame: Frame) => Value | Promise<Value>;
};

export async function evaluate(expression: Expression, frame: Frame): Promise<Value> {
  const evaluator = evaluators[expression.kind] as (
    expression: Expression,
    frame: Frame,
  ) => Value | Promise<Value>;
  return await evaluator(expression, frame);
}

const evaluators: Evaluators = {
  constant: ({ value }) => value,
  variable: ({ name, isGlobal }, frame) =>
    variableValue(name, isGlobal ? { ...frame, scope: frame.scope.global } : frame),
  expandable: expand,
  array: ({ items }, frame) => all(items, frame),
  arrayOf: async ({ statements }, frame) => await output(statements, frame),
  subexpression: async ({ statements }, frame) => collected(await output(statements, frame)),
  parenthesis: ({ statement }, frame) => frame.runtime.valueOf(statement, frame),
  hashtable: hashtable,
  scriptBlock: ({ body }) => new ScriptBlock(body),
  type: ({ name }) => new TypeLiteral(name),
  cast: castValue,
  unary,
  increment,
  binary: binaryValue,
  member,
  call,
  index,
};

async function all(expressions: readonly Expression[], frame: Frame): Promise<Value[]> {
  const values: Value[] = [];
  for (const expression of expressions) values.push(await evaluate(expression, frame));
  return values;
}

async function output(statements: Of<'arrayOf'>['statements'], frame: Frame): Promise<Value[]> {
  return await gathered(frame.runtime.run(statements, frame));
}

async function expand({ parts }: Of<'expandable'>, frame: Frame): Promise<string> {
  const texts: string[] = [];
  for (const part of parts) texts.push(typeof part === 'string' ? part : textOf(await evaluate(part, frame)));
  return texts.join('');
}

async function hashtable({ entries }: Of<'hashtable'>, frame: Frame): Promise<Hashtable> {
  const properties = new Properties();
  for (const { key, value } of entries) {
    const name = textOf(await evaluate(key, frame));
    if (properties.has(name)) {
      throw new ConversionError(`Duplicate keys '${name}' are not allowed in hash literals.`);
    }
    properties.set(name, await frame.runtime.valueOf(value, frame));
  }
  return new Hashtable(properties);
}

/** `[pscustomobject]@{…}` makes an object, `[ordered]` changes nothing: hashtables keep their order here. */
async function castValue({ type, operand }: Of<'cast'>, frame: Frame): Promise<Value> {
  const value = await evaluate(operand, frame);
  if (value instanceof Hashtable) {
    if (/^(?:ordered|hashtable)$/i.test(type)) return value;
    if (/^(?:pscustomobject|psobject)$/i.test(type)) {
      return new PSObject(new Properties(value.entries.entries()));
    }
  }
  return cast(value, type);
}

/** `$i++` has the value before it, `++$i` that after it. */
async function increment({ target, by, isPrefix }: Of<'increment'>, frame: Frame): Promise<Value> {
  const before = toNumber(await evaluate(target, frame));
  await assign(target, { operator: '=', value: before + by }, frame);
  return isPrefix ? before + by : before;
}

async function unary({ operator, operand }: Of<'unary'>, frame: Frame): Promise<Value> {
  const value = await evaluate(operand, frame);
  switch (operator) {
    case 'not':
      return !isTrue(value);
    case 'split':
      return splitAtBlanks(value);
    case 'join':
      return itemsOf(value).map(textOf).join('');
    default:
      return operator === '-' ? -toNumber(value) : toNumber(value);
  }
}

async function binaryValue({ operator, left, right }: Binary, frame: Frame): Promise<Value> {
  const first = await evaluate(left, frame);
  if (operator === 'and') return isTrue(first) && isTrue(await evaluate(right, frame));
  if (operator === 'or') return isTrue(first) || isTrue(await evaluate(right, frame));
  const second = await evaluate(right, frame);
  if (operator === 'replace') return binary(operator, [first, second]);
  return binary(operator, [first, second], (found) => frame.scope.set('Matches', matches(found)));
}

/** `$Matches`: the whole is 0, groups have their number or name. */
function matches(found: RegExpExecArray): Hashtable {
  const numbered = [...found].map((text, i) => [String(i), text ?? ''] as const);
  return new Hashtable(new Properties([...numbered, ...Object.entries(found.groups ?? {})]));
}

async function member({ target, name }: Member, frame: Frame): Promise<Value> {
  const value = await evaluate(target, frame);
  const key = textOf(await evaluate(name, frame));
  return value instanceof TypeLiteral ? typeMember(value, key, frame) : memberOf(value, key);
}

function typeMember({ name }: TypeLiteral, key: string, { state }: Frame): Value {
  if (/^(?:full)?name$/i.test(key)) return /^name$/i.test(key) ? (name.split('.').at(-1) ?? name) : name;
  return staticProperty(name, key, state.host.now());
}

async function call({ target, name, parameters }: Call, frame: Frame): Promise<Value> {
  const value = await evaluate(target, frame);
  const key = textOf(await evaluate(name, frame)).toLowerCase();
  const values = await all(parameters, frame);
  if (value instanceof TypeLiteral) {
    const ofFiles = fileMethod(value.name, key);
    if (ofFiles !== undefined) return await ofFiles(frame.state.host, values);
    return staticMethod(value.name, key)(values);
  }
  const [block] = values;
  if (block instanceof ScriptBlock && (key === 'foreach' || key === 'where')) {
    return await withBlock(value, key, { block, frame });
  }
  const method = methodOf(value, key);
  if (method !== undefined) return method(values);
  if (value === null) throw new ConversionError('You cannot call a method on a null-valued expression.');
  // A method that items of a list have is called on each of them.
  if (isList(value)) return value.map((item) => itemMethod(item, key)(values));
  throw noMethod(value, key);
}

function itemMethod(item: Value, key: string): (parameters: ValueList) => Value {
  const method = methodOf(item, key);
  if (method === undefined) throw noMethod(item, key);
  return method;
}

function noMethod(value: Value, key: string): ConversionError {
  return new ConversionError(
    `Method invocation failed because [${typeNameOf(value)}] does not contain a method named '${key}'.`,
  );
}

/** `$list.Where({…})`, `$list.ForEach({…})`. */
async function withBlock(
  value: Value,
  kind: 'foreach' | 'where',
  run: { block: ScriptBlock; frame: Frame },
): Promise<Value> {
  const results: Value[] = [];
  for (const item of itemsOf(value)) {
    const written = await gathered(runBlock(run.block, run.frame, item));
    if (kind === 'foreach') results.push(...written);
    else if (isTrue(collected(written))) results.push(item);
  }
  return results;
}

async function index({ target, index: at }: Index, frame: Frame): Promise<Value> {
  const value = await evaluate(target, frame);
  const key = await evaluate(at, frame);
  if (value === null) throw new ConversionError('Cannot index into a null array.');
  if (value instanceof Hashtable) {
    return isList(key) ? key.map((one) => entry(value, one)) : entry(value, key);
  }
  if (value instanceof PSObject && typeof key === 'string') return memberOf(value, key);
  const items = typeof value === 'string' ? value.split('') : itemsOf(value);
  return isList(key) ? key.flatMap((one) => itemAt(items, one) ?? []) : itemAt(items, key);
}

function entry({ entries }: Hashtable, key: Value): Value {
  return entries.get(textOf(key)) ?? null;
}

/** Negative ones count from the end. */
function itemAt(items: ValueList, key: Value): Value {
  const position = toNumber(key);
  return items.at(position) ?? null;
}

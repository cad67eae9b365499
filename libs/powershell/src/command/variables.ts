import { ConversionError } from '../values/convert.js';
import type { Value } from '../values/value.js';
import type { Frame } from './command.js';
import type { Scope } from './scope.js';

type Automatic = (frame: Frame) => Value;

/** Variables that the shell sets; nobody else can. */
const automatic: Readonly<Record<string, Automatic>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  _: ({ item }) => item,
  psitem: ({ item }) => item,
  '?': ({ state }) => state.succeeded,
  error: ({ state }) => state.errors,
};

export function variableValue(name: string, frame: Frame): Value {
  const key = name.toLowerCase();
  const known = Object.hasOwn(automatic, key) ? automatic[key] : undefined;
  if (known !== undefined) return known(frame);
  if (key.startsWith('env:')) return frame.state.host.environment(name.slice('env:'.length)) ?? null;
  return frame.scope.get(name) ?? null;
}

export function setVariable(name: string, value: Value, scope: Scope): void {
  // What is given to it is gone, which scripts use.
  if (name.toLowerCase() === 'null') return;
  if (Object.hasOwn(automatic, name.toLowerCase()) || name.toLowerCase().startsWith('env:')) {
    throw new ConversionError(`Cannot overwrite variable ${name} because it is read-only or constant.`);
  }
  scope.set(name, value);
}

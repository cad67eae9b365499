import { hasWildcard, wildcard } from '../../operators/wildcard.js';
import { TerminatingError } from '../../errors/error-record.js';
import { type Frame, runBlock } from '../../command/command.js';
import { memberNames, memberOf } from '../../values/members.js';
import { textOf } from '../../values/text.js';
import { asNumber, isTrue } from '../../values/convert.js';
import { gathered } from '../../values/gathered.js';
import { collected, Hashtable, isList, ScriptBlock, type Value } from '../../values/value.js';

/** A property as Select-Object, Sort-Object and the Format commands name it: by name, wildcard, block or hashtable. */
export interface Selection {
  readonly label: string;
  /** What is taken of an object. */
  readonly of: (item: Value) => Promise<Value>;
  readonly descending?: boolean;
  readonly width?: number | undefined;
  readonly alignment?: 'left' | 'right' | undefined;
  readonly format?: string | undefined;
}

/** The selections that a list of properties means for objects like this one. */
export function selectionsFor(properties: Value, sample: Value, frame: Frame): Selection[] {
  const list = isList(properties) ? properties : [properties];
  return list.filter((one) => one !== null).flatMap((one) => selectionsOf(one, sample, frame));
}

function selectionsOf(property: Value, sample: Value, frame: Frame): Selection[] {
  if (property instanceof ScriptBlock) return [ofBlock(property.body.text.trim(), property, frame)];
  if (property instanceof Hashtable) return [ofHashtable(property, frame)];
  const name = textOf(property);
  if (!hasWildcard(name)) return [ofName(name, sample)];
  const fits = wildcard(name);
  return memberNames(sample)
    .filter((one) => fits(one))
    .map((one) => ofName(one, sample));
}

/** The name as the object writes it; as typed when it has none such. */
function ofName(name: string, sample: Value): Selection {
  const key = name.toLowerCase();
  const label = memberNames(sample).find((one) => one.toLowerCase() === key) ?? name;
  return { label, of: async (item) => memberOf(item, name) };
}

function ofBlock(label: string, block: ScriptBlock, frame: Frame): Selection {
  return { label, of: async (item) => collected(await gathered(runBlock(block, frame, item))) };
}

const keys = [
  'name',
  'label',
  'expression',
  'width',
  'alignment',
  'formatstring',
  'descending',
  'ascending',
] as const;
type Key = (typeof keys)[number];

/** `@{Name='X'; Expression={…}}`; keys may be shortened, as `n` and `e`. */
function ofHashtable(table: Hashtable, frame: Frame): Selection {
  const given = givenKeys(table);
  const value = (key: Key) => given.get(key) ?? null;
  const name = value('name') ?? value('label');
  const expression = value('expression') ?? name;
  const base =
    expression instanceof ScriptBlock
      ? ofBlock(expression.body.text.trim(), expression, frame)
      : ofName(textOf(expression), null);
  return {
    ...base,
    label: name === null ? base.label : textOf(name),
    descending: given.has('ascending') ? !isTrue(value('ascending')) : isTrue(value('descending')),
    width: asNumber(value('width')) || undefined,
    alignment: alignmentNamed(value('alignment')),
    format: given.has('formatstring') ? textOf(value('formatstring')) : undefined,
  };
}

function givenKeys({ entries }: Hashtable): ReadonlyMap<Key, Value> {
  return new Map(
    entries.entries().map(([name, value]) => {
      const key = keys.find((one) => one.startsWith(name.toLowerCase()));
      if (key === undefined) throw new TerminatingError(`The key '${name}' is not valid for a property.`);
      return [key, value] as const;
    }),
  );
}

function alignmentNamed(value: Value): 'left' | 'right' | undefined {
  const name = textOf(value).toLowerCase();
  return name === 'left' || name === 'right' ? name : undefined;
}

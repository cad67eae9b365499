import type { OutputOf } from '../../../api/index.js';
import type { FormValues, Shown, ShownParameters } from '../../../ui/index.js';

/** A condition or an action, with the parameters that say it. */
export type RulePart = OutputOf<'Get-TransportRulePredicate'>[number];

export const partLists = ['conditions', 'exceptions', 'actions'] as const;
/** A field of the form alone: names of the parts that the rule has. */
export type PartList = (typeof partLists)[number];

/** All that rules of this server can ask and do, and how its parameters stand in fields. */
export interface RuleParts {
  readonly conditions: readonly RulePart[];
  readonly actions: readonly RulePart[];
  readonly shown: ShownParameters;
}

export const generalNames = [
  'Name',
  'State',
  'Mode',
  'Priority',
  'Comments',
  'ActivationDate',
  'ExpiryDate',
  'RuleErrorAction',
  'SenderAddressLocation',
] as const;

export function partsIn(list: PartList, { conditions, actions }: RuleParts): readonly RulePart[] {
  return list === 'actions' ? actions : conditions;
}

/** As the rule has them: exceptions have `ExceptIf` in front. */
export function parametersOfPart({ parameters }: RulePart, list: PartList): readonly string[] {
  return list === 'exceptions' ? parameters.map((name) => `ExceptIf${name}`) : parameters;
}

/** A rule as its form has it. */
export function ruleValues(rule: FormValues, parts: RuleParts): FormValues {
  const lists = partLists.map((list) => {
    const said = partsIn(list, parts).filter((part) => isSaid(part, list, rule));
    return [list, said.map(({ name }) => name)] as const;
  });
  const shown = Object.entries(parts.shown).map(([name, { toText }]) => [name, toText(rule[name])] as const);
  return { ...rule, ...Object.fromEntries(shown), ...Object.fromEntries(lists) };
}

function isSaid(part: RulePart, list: PartList, rule: FormValues): boolean {
  return parametersOfPart(part, list).some((name) => rule[name] !== undefined && rule[name] !== false);
}

/** Every parameter as it is meant: those of parts that the rule does not have are null. */
export function meantParameters(values: FormValues, parts: RuleParts): FormValues {
  const general = generalNames.map((name) => [name, valueOf(name, values, parts.shown)] as const);
  const others = partLists.flatMap((list) => {
    const had = new Set(values[list] as readonly string[]);
    return partsIn(list, parts).flatMap((part) =>
      parametersOfPart(part, list).map(
        (name) => [name, had.has(part.name) ? valueOf(name, values, parts.shown) : null] as const,
      ),
    );
  });
  return Object.fromEntries([...general, ...others]);
}

function valueOf(name: string, values: FormValues, shown: ShownParameters): unknown {
  const how = shown[name];
  return how === undefined ? (values[name] ?? null) : how.toValue(values[name]);
}

/** What differs from the rule as it was opened. */
export function changedParameters(values: FormValues, rule: FormValues, parts: RuleParts): FormValues {
  const [was, is] = [meantParameters(ruleValues(rule, parts), parts), meantParameters(values, parts)];
  const changed = Object.entries(is).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]),
  );
  return Object.fromEntries(changed);
}

/** What is said of a new rule; the server has a preset for the rest. */
export function newParameters(values: FormValues, parts: RuleParts): FormValues {
  const said = Object.entries(meantParameters(values, parts)).filter(([, value]) => value !== null);
  return Object.fromEntries(said);
}

/** A parameter that says all by being there: it is true where its part is. */
export const present: Shown = { toText: (value) => value === true, toValue: () => true };

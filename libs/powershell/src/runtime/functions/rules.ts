import { regularExpression } from '../../operators/regular-expression.js';
import { withinTime } from '../../operators/time-limit.js';
import { asNumber } from '../../values/convert.js';
import { textOf } from '../../values/text.js';
import { isList, type Value } from '../../values/value.js';

/** Why a value is not allowed; undefined when it is. */
export type Rule = (value: Value) => string | undefined;

const makers: Readonly<Record<string, (given: readonly Value[]) => Rule>> = {
  validatenotnull: () => (value) => (value === null ? 'The argument is null.' : undefined),
  validatenotnullorempty: () => (value) =>
    textOf(value) === '' || (isList(value) && value.length === 0)
      ? 'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.'
      : undefined,
  validaterange:
    ([from = null, to = null]) =>
    (value) => {
      const number = asNumber(value);
      const isInside =
        number !== undefined && number >= (asNumber(from) ?? 0) && number <= (asNumber(to) ?? 0);
      return isInside ? undefined : `The argument has to be from ${textOf(from)} to ${textOf(to)}.`;
    },
  validatelength:
    ([from = null, to = null]) =>
    (value) => {
      const { length } = textOf(value);
      const isInside = length >= (asNumber(from) ?? 0) && length <= (asNumber(to) ?? 0);
      return isInside ? undefined : `The argument has to have ${textOf(from)} to ${textOf(to)} characters.`;
    },
  validatepattern:
    ([pattern = null]) =>
    (value) => {
      const expression = regularExpression(textOf(pattern), 'iu');
      const text = textOf(value);
      const fits = withinTime(expression, text, () => expression.test(text));
      return fits ? undefined : `The argument does not match the "${textOf(pattern)}" pattern.`;
    },
  allownull: () => () => undefined,
  allowemptystring: () => () => undefined,
  allowemptycollection: () => () => undefined,
};

/** Whether an attribute with this name (in lower case) is a rule. */
export function isRule(name: string): boolean {
  return Object.hasOwn(makers, name);
}

export function ruleOf(name: string, given: readonly Value[]): Rule {
  return makers[name]?.(given) ?? (() => undefined);
}

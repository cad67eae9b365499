import { areEqual, order } from '../values/compare.js';
import { textOf } from '../values/text.js';
import { isList, NamedValue, type Value, type ValueList } from '../values/value.js';
import { regularExpression } from './regular-expression.js';
import { withinTime } from './time-limit.js';
import { wildcard } from './wildcard.js';

export interface ComparisonOptions {
  readonly caseSensitive: boolean;
  /** Gets what `-match` found in a single value, for `$Matches`. */
  readonly matched: (found: RegExpExecArray) => void;
}

type Test = (left: Value, right: Value, options: ComparisonOptions) => boolean;

const isLike: Test = (left, right, options) => wildcard(textOf(right), options)(textOf(left));
const isMatch: Test = (left, right, { caseSensitive, matched }) => {
  const expression = regularExpression(textOf(right), caseSensitive ? '' : 'i');
  const text = textOf(left);
  const found = withinTime(expression, text, () => expression.exec(text));
  if (found !== null) matched(found);
  return found !== null;
};

/** Of a list on the left these give the items for which they hold. */
const filters: Readonly<Record<string, Test>> = {
  eq: areEqual,
  ne: (left, right, options) => !areEqual(left, right, options),
  gt: (left, right, options) => order(left, right, options) > 0,
  ge: (left, right, options) => order(left, right, options) >= 0,
  lt: (left, right, options) => order(left, right, options) < 0,
  le: (left, right, options) => order(left, right, options) <= 0,
  like: isLike,
  notlike: (left, right, options) => !isLike(left, right, options),
  match: isMatch,
  notmatch: (left, right, options) => !isMatch(left, right, options),
};

const contains: Test = (left, right, options) => members(left).some((item) => areEqual(item, right, options));

/** These look at the list as a whole. */
const wholes: Readonly<Record<string, Test>> = {
  contains,
  notcontains: (left, right, options) => !contains(left, right, options),
  in: (left, right, options) => contains(right, left, options),
  notin: (left, right, options) => !contains(right, left, options),
};

/** Flags are a list of names where membership is asked for. */
function members(value: Value): ValueList {
  if (value instanceof NamedValue && isList(value.value)) return value.value;
  return isList(value) ? value : [value];
}

/** The operators of comparison, without dash, in lower case. */
export const comparisonOperators: readonly string[] = [...Object.keys(filters), ...Object.keys(wholes)];

export function compare(
  operator: string,
  operands: readonly [Value, Value],
  options: ComparisonOptions,
): Value {
  const [left, right] = operands;
  const whole = wholes[operator];
  if (whole !== undefined) return whole(left, right, options);
  const test = filters[operator];
  if (test === undefined) throw new Error(`no operator -${operator}`);
  if (!isList(left)) return test(left, right, options);
  // A list leaves $Matches as it was.
  return left.filter((item) => test(item, right, { ...options, matched: () => undefined }));
}

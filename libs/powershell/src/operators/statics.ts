import { ConversionError, roundHalfEven, shortTypeName, toNumber, cast } from '../values/convert.js';
import { constructorOf } from '../values/constructors.js';
import { textOf } from '../values/text.js';
import {
  isList,
  NamedValue,
  Properties,
  PSObject,
  TimeSpan,
  type Value,
  type ValueList,
} from '../values/value.js';
import { format } from './text-operators.js';
import { regularExpression } from './regular-expression.js';
import { withinTime } from './time-limit.js';

type Static = (parameters: ValueList) => Value;

const number = (parameters: ValueList, index = 0) => toNumber(parameters[index] ?? null, 'System.Double');
const span =
  (unit: number): Static =>
  (parameters) =>
    new TimeSpan(number(parameters) * unit);

/** `[regex]::Method(text, pattern)`. */
function used(flags: string, use: (text: string, expression: RegExp, more: Value) => Value): Static {
  return ([value = null, pattern = null, more = null]) => {
    const expression = regularExpression(textOf(pattern), flags);
    const text = textOf(value);
    return withinTime(expression, text, () => use(text, expression, more));
  };
}

function octetsOf(value: Value): number[] {
  return (isList(value) ? value : [value]).map((octet) => toNumber(octet));
}

function round(parameters: ValueList): number {
  const power = 10 ** (parameters.length > 1 ? number(parameters, 1) : 0);
  return roundHalfEven(Number((number(parameters) * power).toPrecision(15))) / power;
}

const methods: Readonly<Record<string, Readonly<Record<string, Static>>>> = {
  math: {
    round,
    floor: (parameters) => Math.floor(number(parameters)),
    ceiling: (parameters) => Math.ceil(number(parameters)),
    truncate: (parameters) => Math.trunc(number(parameters)),
    abs: (parameters) => Math.abs(number(parameters)),
    max: (parameters) => Math.max(number(parameters), number(parameters, 1)),
    min: (parameters) => Math.min(number(parameters), number(parameters, 1)),
    pow: (parameters) => number(parameters) ** number(parameters, 1),
    sqrt: (parameters) => Math.sqrt(number(parameters)),
  },
  string: {
    isnullorempty: ([value = null]) => textOf(value) === '',
    isnullorwhitespace: ([value = null]) => textOf(value).trim() === '',
    format: ([picture = null, ...values]) => format(picture, values.flat()),
    join: ([separator = null, ...items]) =>
      items
        .flatMap((item) => (isList(item) ? item : [item]))
        .map(textOf)
        .join(textOf(separator)),
  },
  regex: {
    escape: ([value = null]) => textOf(value).replace(/[\\*+?|{[()^$.# ]/g, '\\$&'),
    ismatch: used('u', (text, expression) => expression.test(text)),
    match: used('', (text, expression) => matchObject(expression.exec(text))),
    matches: used('g', (text, expression) => [...text.matchAll(expression)].map(matchObject)),
    replace: used('g', (text, expression, substitute) => text.replace(expression, textOf(substitute))),
    split: used('g', (text, expression) => text.split(expression).map((part) => part ?? '')),
  },
  guid: { newguid: () => crypto.randomUUID() },
  timespan: {
    fromdays: span(86_400_000),
    fromhours: span(3_600_000),
    fromminutes: span(60_000),
    fromseconds: span(1000),
    parse: ([value = null]) => cast(value, 'timespan'),
  },
  convert: {
    tobase64string: ([value = null]) => Buffer.from(octetsOf(value)).toString('base64'),
    frombase64string: ([value = null]) => [...Buffer.from(textOf(value), 'base64')],
  },
  datetime: { parse: ([value = null]) => cast(value, 'datetime') },
  int: { parse: ([value = null]) => cast(value, 'int') },
};

/** What `[regex]::Match` finds: Success, Value, Index and Groups. */
function matchObject(found: RegExpExecArray | null): PSObject {
  const groups = [...(found ?? [])].map((text, i) => {
    const value = new Properties([
      ['Success', true],
      ['Name', String(i)],
      ['Value', text ?? ''],
    ]);
    return new PSObject(value, { text: text ?? '' });
  });
  return new PSObject(
    new Properties([
      ['Groups', groups],
      ['Success', found !== null],
      ['Index', found?.index ?? 0],
      ['Length', found?.[0].length ?? 0],
      ['Value', found?.[0] ?? ''],
    ]),
    { text: found?.[0] ?? '', columns: ['Success', 'Index', 'Length', 'Value'] },
  );
}

/** Enumerations whose words are taken as texts by methods. */
const enumerations = new Set(['stringsplitoptions', 'stringcomparison', 'dayofweek']);

/** `[type]::Method(…)`. */
export function staticMethod(type: string, name: string): Static {
  const method =
    methods[shortTypeName(type)]?.[name.toLowerCase()] ??
    (/^new$/i.test(name) ? constructorOf(type) : undefined);
  if (method !== undefined) return method;
  throw new ConversionError(
    `Method invocation failed because [${type}] does not contain a method named '${name}'.`,
  );
}

/** `[System.Text.Encoding]::Unicode.GetBytes(…)`; their methods are in `methods.ts`. */
const encodings = {
  utf16le: new NamedValue('System.Text.UnicodeEncoding', 'System.Text.UnicodeEncoding', 'utf16le'),
  utf8: new NamedValue('System.Text.UTF8Encoding', 'System.Text.UTF8Encoding', 'utf8'),
  latin1: new NamedValue('System.Text.ASCIIEncoding', 'System.Text.ASCIIEncoding', 'latin1'),
} as const;

const properties: Readonly<Record<string, (now: Date) => Value>> = {
  'datetime.now': (now) => now,
  'datetime.utcnow': (now) => new Date(now.getTime() + now.getTimezoneOffset() * 60_000),
  'datetime.today': (now) => new Date(now.getFullYear(), now.getMonth(), now.getDate()),
  'int.maxvalue': () => 2 ** 31 - 1,
  'int.minvalue': () => -(2 ** 31),
  'long.maxvalue': () => 2 ** 63,
  'math.pi': () => Math.PI,
  'timespan.zero': () => new TimeSpan(0),
  'timespan.maxvalue': () => new TimeSpan(Number.MAX_SAFE_INTEGER),
  'text.encoding.unicode': () => encodings.utf16le,
  'text.encoding.utf8': () => encodings.utf8,
  'text.encoding.ascii': () => encodings.latin1,
  'environment.newline': () => '\n',
  'string.empty': () => '',
};

/** `[type]::Property`; the clock is whose who asks. */
export function staticProperty(type: string, name: string, now: Date): Value {
  const short = shortTypeName(type);
  const property = properties[`${short}.${name.toLowerCase()}`];
  if (property !== undefined) return property(now);
  if (enumerations.has(short)) return name;
  throw new ConversionError(`The property '${name}' cannot be found on type [${type}].`);
}

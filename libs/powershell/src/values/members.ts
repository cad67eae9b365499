import { textMember } from './text-members.js';
import { timeSpanParts } from './time-span.js';
import {
  ByteSize,
  Credential,
  Hashtable,
  isList,
  NamedValue,
  PSObject,
  SecureString,
  TimeSpan,
  type Value,
  type ValueList,
} from './value.js';

/** A property of a value; null when it has none of that name. Of a list it is that of its items, but for its own. */
export function memberOf(value: Value, name: string): Value {
  if (value === null) return null;
  const own = ownMember(value, name);
  if (own !== undefined) return own;
  if (isList(value)) return ofItems(value, name);
  return /^(?:count|length)$/i.test(name) ? 1 : null;
}

function ofItems(list: ValueList, name: string): Value {
  const found = list.flatMap((item) => {
    const member = memberOf(item, name);
    return member === null ? [] : member;
  });
  return found.length > 1 ? found : (found[0] ?? null);
}

/** Undefined when the value has no such property; what Get-Member and wildcards go by are `memberNames`. */
export function ownMember(value: Value, name: string): Value | undefined {
  if (value instanceof PSObject) return value.properties.get(name);
  if (value instanceof Hashtable) return value.entries.get(name) ?? hashtableMember(value, name);
  const key = name.toLowerCase();
  const builtIn = builtInMembers(value)?.[key]?.();
  return builtIn === undefined && typeof value === 'string' ? textMember(value, key) : builtIn;
}

export function memberNames(value: Value): string[] {
  if (value instanceof PSObject) return value.properties.names();
  if (value instanceof Hashtable) return value.entries.names();
  return Object.entries(builtInMembers(value) ?? {}).map(([key]) => displayNames[key] ?? key);
}

type Members = Readonly<Record<string, () => Value>>;

function builtInMembers(value: Value): Members | undefined {
  if (typeof value === 'string') return { length: () => value.length };
  if (isList(value)) return { count: () => value.length, length: () => value.length };
  if (value instanceof Date) return dateMembers(value);
  if (value instanceof TimeSpan) return timeSpanMembers(value);
  if (value instanceof ByteSize) return { value: () => value };
  if (value instanceof NamedValue) return namedMembers(value);
  if (value instanceof Credential) {
    return { username: () => value.userName, password: () => new SecureString(value.password) };
  }
  return undefined;
}

function hashtableMember({ entries }: Hashtable, name: string): Value | undefined {
  switch (name.toLowerCase()) {
    case 'keys':
      return entries.names();
    case 'values':
      return entries.entries().map(([, value]) => value);
    case 'count':
      return entries.size;
    default:
      return undefined;
  }
}

function namedMembers({ value, text, typeName }: NamedValue): Members {
  if (typeName === 'Unlimited') return { isunlimited: () => text === 'Unlimited', value: () => value };
  return { value: () => value, ...(isList(value) ? { count: () => value.length } : {}) };
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function dateMembers(date: Date): Members {
  return {
    year: () => date.getFullYear(),
    month: () => date.getMonth() + 1,
    day: () => date.getDate(),
    hour: () => date.getHours(),
    minute: () => date.getMinutes(),
    second: () => date.getSeconds(),
    millisecond: () => date.getMilliseconds(),
    dayofweek: () => weekdays[date.getDay()] ?? null,
    dayofyear: () => dayOfYear(date),
    date: () => new Date(date.getFullYear(), date.getMonth(), date.getDate()),
    timeofday: () => new TimeSpan(date.getTime() - new Date(date).setHours(0, 0, 0, 0)),
    ticks: () => date.getTime() * 10_000 + 621_355_968_000_000_000,
  };
}

function dayOfYear(date: Date): number {
  const midnight = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight - Date.UTC(date.getFullYear(), 0, 1)) / 86_400_000) + 1;
}

function timeSpanMembers({ milliseconds }: TimeSpan): Members {
  const parts = timeSpanParts(milliseconds);
  return {
    days: () => parts.days,
    hours: () => parts.hours,
    minutes: () => parts.minutes,
    seconds: () => parts.seconds,
    milliseconds: () => parts.fraction,
    ticks: () => milliseconds * 10_000,
    totaldays: () => milliseconds / 86_400_000,
    totalhours: () => milliseconds / 3_600_000,
    totalminutes: () => milliseconds / 60_000,
    totalseconds: () => milliseconds / 1000,
    totalmilliseconds: () => milliseconds,
  };
}

const displayNames: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'Length Count Value UserName Password IsUnlimited Year Month Day Hour Minute Second Millisecond DayOfWeek DayOfYear Date TimeOfDay Ticks ' +
    'Days Hours Minutes Seconds Milliseconds TotalDays TotalHours TotalMinutes TotalSeconds TotalMilliseconds'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

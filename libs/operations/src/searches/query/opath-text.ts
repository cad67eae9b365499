import type { Condition } from './query-conditions.js';

interface Said {
  readonly conditions: readonly Condition[];
  readonly isDenied: boolean;
  readonly isAny: boolean;
}

const times = new Set(['DateReceived', 'ExpirationTime', 'NextRetryTime', 'OldestMessageTime']);

/** A term in Exchange's filter language; undefined: it has no word for it, as for ranges of addresses. */
export function opathOf({ conditions, isDenied, isAny }: Said): string | undefined {
  const parts = conditions.map(conditionText);
  if (parts.includes(undefined)) return undefined;
  const isOne = parts.length === 1;
  const all = parts.join(isAny ? ' -or ' : ' -and ');
  if (isDenied) return `-not (${unbraced(all)})`;
  return isOne || !isAny ? all : `(${all})`;
}

function conditionText({ property, operator, values }: Condition): string | undefined {
  if (operator === 'in') {
    const isAddress = values.every((value) => /^[\da-f.:]+$/i.test(String(value)));
    return isAddress ? conditionText({ property, operator: 'eq', values }) : undefined;
  }
  const each = values.map((value) => `${property} -${operator} ${valueText(property, value)}`);
  return each.length === 1 ? each[0] : `(${each.join(' -or ')})`;
}

function valueText(property: string, value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return times.has(property) ? `'${new Date(value).toISOString()}'` : String(value);
}

function unbraced(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}

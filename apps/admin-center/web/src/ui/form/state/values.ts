import type { FormValues } from './form-state.js';

/** How a parameter stands in a form, and how it is said to the server. */
export interface Shown {
  readonly toText: (value: unknown) => unknown;
  readonly toValue: (text: unknown) => unknown;
}

/** What is not there is an empty text. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value as string | number);
}

/** Digits, or a word such as Unlimited. */
export const number: Shown = { toText: textOf, toValue: (text) => numberOf(textOf(text)) };

/** Digits are a number; whatever else is typed is told as it is. */
function numberOf(text: string): unknown {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : text.trim();
}

/** Octets, in units of so many. */
function sizeIn(unit: 'KB' | 'MB'): Shown {
  const octets = unit === 'KB' ? 1024 : 1024 ** 2;
  return {
    toText: (value) => (typeof value === 'number' ? String(value / octets) : textOf(value)),
    toValue: (text) =>
      /^[\d.]+$/.test(textOf(text).trim()) ? `${textOf(text).trim()}${unit}` : textOf(text).trim(),
  };
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Octets with the largest unit that says exactly so many: `36 MB`, which is said as it stands. */
export const octets: Shown = {
  toText: (value) => (typeof value === 'number' ? octetsText(value) : textOf(value)),
  toValue: (text) => textOf(text).trim(),
};

function octetsText(value: number): string {
  const power = units.findLastIndex((_, at) => value >= 1024 ** at && value % 1024 ** at === 0);
  return `${value / 1024 ** Math.max(0, power)} ${units[Math.max(0, power)] ?? 'B'}`;
}

export const kilobytes = sizeIn('KB');
export const megabytes = sizeIn('MB');

/** Milliseconds as `00:10:00`, which is said as it stands. */
export const timeSpan: Shown = {
  toText: (value) => (typeof value === 'number' ? spanText(value) : textOf(value)),
  toValue: (text) => textOf(text).trim(),
};

/** A text that may be cleared. */
export const optional: Shown = {
  toText: textOf,
  toValue: (text) => (textOf(text).trim() === '' ? null : textOf(text).trim()),
};

/** A list, one on each line; an empty one is not there. */
export const lines: Shown = {
  toText: (value) => (Array.isArray(value) ? value.join('\n') : ''),
  toValue(text) {
    const said = textOf(text)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return said.length === 0 ? null : said;
  },
};

function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  const parts = [hours, Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${days > 0 ? `${days}.` : ''}${parts.join(':')}`;
}

export type ShownParameters = Readonly<Record<string, Shown>>;

/** An object as its form has it. */
export function formValuesOf(object: FormValues, shown: ShownParameters): FormValues {
  const converted = Object.entries(shown).map(([name, { toText }]) => [name, toText(object[name])] as const);
  return { ...object, ...Object.fromEntries(converted) };
}

/** What a form says of some parameters. */
export function parametersOf(
  values: FormValues,
  names: readonly string[],
  shown: ShownParameters,
): FormValues {
  return Object.fromEntries(
    names.map((name) => {
      const how = shown[name];
      return [name, how ? how.toValue(values[name]) : (values[name] ?? null)] as const;
    }),
  );
}

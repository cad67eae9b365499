import { z } from 'zod';

import { span } from './time-span.js';

/** So many of something in each period. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

const periods = ['second', 'minute', 'hour', 'day'] as const;
const countMax = 1_000_000;

/** `30/minute`, or a number: so many a minute. Undefined when it is none, or Unlimited. */
export function parseRate(text: string): Rate | undefined {
  const [, digits, word = 'minute'] = /^\s*(\d{1,9})\s*(?:\/\s*([a-z]+)\s*)?$/i.exec(text) ?? [];
  const period = periods.find((each) => each === word.toLowerCase());
  if (digits === undefined || period === undefined) return undefined;
  return { count: Number(digits), perMs: span[period] };
}

/** As it is kept: `30/minute`. */
export function formatRate({ count, perMs }: Rate): string {
  const period = periods.find((each) => span[each] === perMs) ?? `${perMs} ms`;
  return `${count}/${period}`;
}

const form =
  'must be Unlimited, a number (so many a minute), or such as 10/second, 30/minute, 1000/hour, 10000/day';

/** A rate, kept as `30/minute`, or `Unlimited`. */
export const rateOrUnlimited = z.union([z.number(), z.string()]).transform((written, context) => {
  if (typeof written === 'string' && /^\s*unlimited\s*$/i.test(written)) return 'Unlimited';
  const rate = parseRate(String(written));
  if (rate !== undefined && rate.count >= 1 && rate.count <= countMax) return formatRate(rate);
  context.issues.push({ code: 'custom', message: `${form}; from 1 to ${countMax}`, input: written });
  return z.NEVER;
});

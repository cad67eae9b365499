import { oneOf } from '@mailyard/schema';

import type { Written } from '../../text-form.js';

export const sendUsageTypes = ['Custom', 'Internal', 'Internet', 'Partner'] as const;

export type SendUsageType = (typeof sendUsageTypes)[number];

/** A label, and what MaxMessageSize is when nothing is said of it; all usage types get the same permissions. */
export const sendUsage = oneOf(sendUsageTypes).default('Custom');

const megabyte = 1024 ** 2;

/** About 25 MB of content once it is in base64 and lines. */
export const usualMessageSize = 35 * megabyte;

/** What a connector that no schema has judged yet has by its usage type. */
export function withUsageDefaults(written: Written): Written {
  const isInternal = sendUsage.safeParse(written['Usage']).data === 'Internal';
  return isInternal && written['MaxMessageSize'] === undefined
    ? { ...written, MaxMessageSize: 'Unlimited' }
    : written;
}

import { byteSize, oneOf } from '@mailyard/schema';
import { z } from 'zod';

const kilobyte = 1024;

/** The largest message of a connector, in octets; they round up to whole KB, as Exchange keeps them. */
export function messageSize({ min, max = 2_147_483_647 }: { readonly min: number; readonly max?: number }) {
  const size = byteSize({ min, max }).transform((octets) => {
    const rounded = Math.ceil(octets / kilobyte) * kilobyte;
    return rounded > max ? octets : rounded;
  });
  return z.union([
    size.meta({ unit: 'octets', type: 'integer', minimum: min, maximum: max }),
    oneOf(['Unlimited']),
  ]);
}

import { z } from 'zod';

/** Of an order that can be tried: everything is looked at, and nothing is done. */
export const onlyTried = {
  validateOnly: z.boolean().default(false).describe('Tells what it would do, and does nothing.'),
};

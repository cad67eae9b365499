import type { Check } from '../check.js';

/** MaxInboundConnection. */
export const connectionLimit: Check = (session) => session.takePlace();

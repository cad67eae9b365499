import { HopError } from './hop-error.js';

/** The right to hand a message over: whoever was frozen for long may have lost it to others. */
export interface Hold {
  /** By the clock alone, at once; false: it has to be confirmed. */
  readonly isSure: () => boolean;
  /** Asks whoever gives it; never rejects. */
  readonly confirm: () => Promise<boolean>;
}

/** Nobody may hear the end of the message from us any more. */
export function lapsed(): HopError {
  return new HopError('lapsed', 'others may have the message by now');
}

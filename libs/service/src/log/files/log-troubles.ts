import type { Degradations } from '../../degradations.js';

const code = 'log-lines-lost';

/** Makes known, in the words of one log, that lines of it are lost, and that they no longer are. */
export function reportTroubles(
  degradations: Pick<Degradations, 'enter' | 'leave'>,
  log: string,
): (message: string, state: 'begins' | 'ends') => void {
  return (reason, state) => {
    if (state === 'begins') degradations.enter({ code, subject: log, reason });
    else degradations.leave(code, log);
  };
}

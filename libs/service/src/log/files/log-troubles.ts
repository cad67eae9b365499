/** Who wants to know that lines of a log are lost; Degradations of the directory fits. */
export interface LogTroubles {
  enter(trouble: { readonly code: string; readonly subject: string; readonly reason: string }): void;
  leave(code: string, subject: string): void;
}

/** Tells them of one log. */
export function reportTroubles(
  troubles: LogTroubles,
  log: string,
): (message: string, state: 'begins' | 'ends') => void {
  return (reason, state) => {
    if (state === 'begins') troubles.enter({ code, subject: log, reason });
    else troubles.leave(code, log);
  };
}

const code = 'log-lines-lost';

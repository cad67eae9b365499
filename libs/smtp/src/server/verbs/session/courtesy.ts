import { replies } from '../../../reply/replies.js';
import type { Verb } from '../verb.js';

// The commands that carry no mail (RFC 5321 §4.1.1.5 to §4.1.1.10).

export const rset: Verb = {
  betweenChunks: true,
  readAhead: true,
  run(session, argument) {
    if (argument !== '') return replies.invalidArguments;
    session.resetTransaction('the client sent RSET');
    session.handler.reset?.(session.state);
    return replies.resetOk;
  },
};

export const noop: Verb = { betweenChunks: true, readAhead: true, run: () => replies.noopOk };

/** RFC 5321 §3.5.3: what a mailbox is called is not told. */
export const vrfy: Verb = {
  run: (_session, argument) => (argument === '' ? replies.invalidArguments : replies.cannotVerify),
};

export const help: Verb = { run: () => replies.help };

export const quit: Verb = {
  betweenChunks: true,
  run(session, argument) {
    if (argument !== '') return replies.invalidArguments;
    session.lifetime.end();
    return replies.closing;
  },
};

import { parseXclient } from '../../../commands/xclient-command.js';
import { replies } from '../../../reply/replies.js';
import type { Verb } from '../verb.js';

/**
 * XCLIENT (Postfix's XCLIENT_README): a trusted peer says for whom it speaks. The session ends, and the connection goes
 * on with the session of that client, from the greeting.
 */
export const xclient: Verb = {
  run(session, argument) {
    const { forwarder, transaction } = session;
    if (forwarder === undefined) return replies.xclientRefused;
    if (transaction !== undefined) return replies.nestedMail;
    const attributes = parseXclient(argument);
    if (attributes === undefined) return replies.invalidArguments;
    session.handOver({ ...forwarder, ...attributes });
    return [];
  },
};

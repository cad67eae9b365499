import { parseProxyCommand } from '../../../commands/proxy-command.js';
import { replies } from '../../../reply/replies.js';
import type { Verb } from '../verb.js';

/** XPROXYTO: the connection becomes a tunnel to a host outside, and the session ends with it. */
export const proxyTo: Verb = {
  needsHello: true,
  async run(session, argument) {
    const { offer, state, handler, connection, lifetime } = session;
    if (handler.tunnel === undefined || !offer.proxyCommands.includes('XPROXYTO')) {
      return replies.unrecognizedCommand;
    }
    if (session.transaction !== undefined) return replies.nestedMail;
    const command = parseProxyCommand(`XPROXYTO ${argument}`);
    if (command?.verb !== 'XPROXYTO') return replies.invalidArguments;
    const gone = new AbortController();
    void connection.closed.then(() => gone.abort());
    const tunnel = await handler.tunnel(command, state, gone.signal);
    // What came before our reply was no answer to the destination's greeting: whose command would it be?
    if (connection.ahead || connection.error !== undefined) {
      tunnel.abandon();
      lifetime.end();
      return replies.pipeliningViolation;
    }
    session.answers.send(tunnel.reply);
    await tunnel.carry(connection.handOver());
    lifetime.end();
    return [];
  },
};

import { parseProxyCommand, type ProxyFrom } from '../../../commands/proxy-command.js';
import { replies } from '../../../reply/replies.js';
import { after, type Verb } from '../verb.js';

/** XPROXYFROM and XPROXY: for whom the peer's next transaction is. */
export function proxy(verb: ProxyFrom['verb']): Verb {
  return {
    needsHello: true,
    readAhead: true,
    run(session, argument) {
      const { offer, state, handler } = session;
      if (!offer.proxyCommands.includes(verb)) return replies.unrecognizedCommand;
      if (session.transaction !== undefined) return replies.nestedMail;
      state.proxied = undefined;
      session.proxyRefused = true;
      const command = parseProxyCommand(`${verb} ${argument}`);
      if (command === undefined || command.verb === 'XPROXYTO') return replies.invalidArguments;
      return after(handler.proxy(command, state), () => {
        state.proxied = command;
        session.proxyRefused = false;
        return replies.proxyOk;
      });
    },
  };
}

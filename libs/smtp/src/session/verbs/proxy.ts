import { parseProxyCommand, type ProxyCommand } from '../../proxy-command.js';
import { replies } from '../../replies.js';
import type { Verb } from '../verb.js';

/** XPROXYFROM, XPROXY and XPROXYTO: for whom the peer's next transaction is. */
export function proxy(verb: ProxyCommand['verb']): Verb {
  return {
    needsHello: true,
    async run(dialogue, argument) {
      const { offer, session, handler } = dialogue;
      if (!offer.proxyCommands.includes(verb)) return replies.unrecognizedCommand;
      if (dialogue.transaction !== undefined) return replies.nestedMail;
      session.proxied = undefined;
      dialogue.proxyRefused = true;
      const command = parseProxyCommand(`${verb} ${argument}`);
      if (command === undefined) return replies.invalidArguments;
      await handler.proxy(command, session);
      session.proxied = command;
      dialogue.proxyRefused = false;
      return replies.proxyOk;
    },
  };
}

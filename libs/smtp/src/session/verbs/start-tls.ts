import { replies } from '../../replies.js';
import type { TlsCommand } from '../session-handler.js';
import type { Verb } from '../verb.js';

/** STARTTLS (RFC 3207) and X-ANONYMOUSTLS, which is the same with the organization's certificates. */
export function startTls(command: TlsCommand): Verb {
  return {
    needsHello: true,
    async run(dialogue, argument) {
      const { offer, session, wire } = dialogue;
      if (session.tls !== undefined) return replies.tlsAlreadyActive;
      const tlsOffer = command === 'STARTTLS' ? offer.startTls : offer.anonymousTls;
      if (tlsOffer === undefined) return replies.unrecognizedCommand;
      if (argument !== '') return replies.invalidArguments;
      if (wire.input.pending) {
        // What was sent along in clear text must be read neither inside TLS nor, now, outside (RFC 3207 §6).
        wire.input.discard();
        return replies.pipeliningViolation;
      }
      dialogue.resetTransaction(new Error(`the client sent ${command}`));
      dialogue.send(replies.startTls);
      const handshake = await dialogue.startTls(tlsOffer);
      if (handshake === undefined) {
        dialogue.trace.event('*', '', `TLS negotiation failed with error ${wire.error?.code ?? 'unknown'}`);
        dialogue.end();
        return [];
      }
      for (const { data, context } of handshake.log) dialogue.trace.event('*', data, context);
      session.secure({ ...handshake.tls, command });
      dialogue.renewOffer();
      return [];
    },
  };
}

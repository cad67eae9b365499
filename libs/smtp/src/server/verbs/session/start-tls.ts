import { replies } from '../../../reply/replies.js';
import type { TlsCommand } from '../../../tls/tls-state.js';
import type { Verb } from '../verb.js';

/** STARTTLS (RFC 3207) and X-ANONYMOUSTLS, which is the same with the organization's certificates. */
export function startTls(command: TlsCommand): Verb {
  return {
    needsHello: true,
    async run(session, argument) {
      const { offer, state, connection } = session;
      if (state.tls !== undefined) return replies.tlsAlreadyActive;
      const tlsOffer = command === 'STARTTLS' ? offer.startTls : offer.anonymousTls;
      if (tlsOffer === undefined) return replies.unrecognizedCommand;
      if (argument !== '') return replies.invalidArguments;
      if (connection.input.pending) {
        // What was sent along in clear text must be read neither inside TLS nor, now, outside (RFC 3207 §6).
        connection.input.discard();
        return replies.pipeliningViolation;
      }
      session.resetTransaction(`the client sent ${command}`);
      session.answers.send(replies.startTls);
      const handshake = await session.startTls(tlsOffer);
      if (handshake === undefined) {
        session.trace.event(
          '*',
          '',
          `TLS negotiation failed with error ${connection.error?.code ?? 'unknown'}`,
        );
        session.lifetime.end();
        return [];
      }
      for (const { data, context } of handshake.log) session.trace.event('*', data, context);
      state.secure({ ...handshake.tls, command });
      session.renewOffer();
      return [];
    },
  };
}

import { replies } from '../../../reply/replies.js';
import type { TlsCommand } from '../../../tls/tls-state.js';
import type { TlsOffer } from '../../session-handler.js';
import type { ServerSession } from '../../session/server-session.js';
import type { Verb } from '../verb.js';

/** STARTTLS (RFC 3207) and X-ANONYMOUSTLS, which is the same with the organization's certificates. */
export function startTls(command: TlsCommand): Verb {
  return {
    needsHello: true,
    async run(session, argument) {
      const { offer, state, connection, handler } = session;
      if (state.tls !== undefined) return replies.tlsAlreadyActive;
      const tlsOffer = command === 'STARTTLS' ? offer.startTls : offer.anonymousTls;
      if (tlsOffer === undefined) return replies.unrecognizedCommand;
      if (argument !== '') return replies.invalidArguments;
      if (command === 'STARTTLS') await handler.permit?.({ verb: command }, state);
      if (connection.input.pending) {
        // What was sent along in clear text must be read neither inside TLS nor, now, outside (RFC 3207 §6).
        connection.input.discard();
        return replies.pipeliningViolation;
      }
      session.resetTransaction(`the client sent ${command}`);
      session.answers.send(replies.startTls);
      await secure(session, { command, tlsOffer });
      return [];
    },
  };
}

async function secure(
  session: ServerSession,
  { command, tlsOffer }: { readonly command: TlsCommand; readonly tlsOffer: TlsOffer },
): Promise<void> {
  const { connection, state, trace, lifetime } = session;
  const handshake = await session.startTls(tlsOffer);
  if (handshake === undefined) {
    trace.event('*', '', `TLS negotiation failed with error ${connection.error?.code ?? 'unknown'}`);
    lifetime.end();
    return;
  }
  for (const { data, context } of handshake.log) trace.event('*', data, context);
  state.secure({ ...handshake.tls, command });
  session.renewOffer();
}

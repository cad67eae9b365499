import { isHelloName, parseDomain } from '../../../address/domain.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import type { ServerSession } from '../../session/server-session.js';
import { after, type Verb } from '../verb.js';
import { ehloKeywords } from './ehlo-keywords.js';

export const helo: Verb = {
  run(session, argument) {
    return after(introduce(session, { verb: 'HELO', argument }), (greeting) =>
      replies.heloOk.withText(greeting),
    );
  },
};

/** EHLO, and LHLO of LMTP (RFC 2033 §4.1). */
export const ehlo: Verb = {
  run(session, argument) {
    return after(introduce(session, { verb: 'EHLO', argument }), (greeting) =>
      replies.heloOk.withText([greeting, ...keywordsIn(session)].join('\n')),
    );
  },
};

interface Introduction {
  readonly verb: 'HELO' | 'EHLO';
  readonly argument: string;
}

// RFC 5321 §4.1.4: a second EHLO resets the session as RSET does. What AUTH and TLS established stays.
function introduce(session: ServerSession, { verb, argument }: Introduction): Promise<string> | string {
  if (!isHelloName(argument)) throw new ReplyError(replies.invalidDomain);
  const { state, forwarder, handler } = session;
  // What a trusted proxy has told of its client stands, whatever the proxy calls itself.
  const name = forwarder?.HELO ?? argument;
  if (session.offer.helloDomainRequired && parseDomain(name) === undefined) {
    session.lifetime.end();
    throw new ReplyError(replies.helloDomainRequired);
  }
  return after(handler.permit?.({ verb, domain: name }, state), () => {
    session.resetTransaction('the client sent EHLO');
    state.helo = name;
    const { fqdn } = session.renewOffer();
    return `${fqdn} Hello [${state.remote.address}]`;
  });
}

function keywordsIn({ offer, state, forwarder }: ServerSession): readonly string[] {
  return ehloKeywords(offer, { clearText: state.tls === undefined, forwarder: forwarder !== undefined });
}

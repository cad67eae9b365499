import { isHelloName, parseDomain } from '../../../address/domain.js';
import { xclientAttributeNames } from '../../../commands/xclient-command.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import type { Offer } from '../../session-handler.js';
import type { ServerSession } from '../../session/server-session.js';
import { after, type Verb } from '../verb.js';

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
      replies.heloOk.withText([greeting, ...keywords(session)].join('\n')),
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

/** In Exchange's order. */
function keywords({ offer, state, forwarder }: ServerSession): readonly string[] {
  const clearText = state.tls === undefined;
  const lines: readonly (readonly [boolean, string])[] = [
    [offer.size.advertise !== 'no', sizeKeyword(offer.size)],
    [offer.pipelining, 'PIPELINING'],
    [offer.dsn, 'DSN'],
    [offer.enhancedStatusCodes, 'ENHANCEDSTATUSCODES'],
    [clearText && offer.startTls !== undefined, 'STARTTLS'],
    [clearText && offer.anonymousTls !== undefined, 'X-ANONYMOUSTLS'],
    [offer.auth.length > 0, `AUTH ${offer.auth.join(' ')}`],
    [offer.eightBitMime, '8BITMIME'],
    [offer.binaryMime && offer.chunking, 'BINARYMIME'],
    [offer.chunking, 'CHUNKING'],
    [offer.smtpUtf8, 'SMTPUTF8'],
    [!clearText, 'REQUIRETLS'],
    [offer.orar, 'XORAR'],
    [offer.longAddresses, 'XLONGADDR'],
    [forwarder !== undefined, `XCLIENT ${xclientAttributeNames.join(' ')}`],
  ];
  return [...lines.flatMap(([offered, keyword]) => (offered ? [keyword] : [])), ...offer.proxyCommands];
}

function sizeKeyword(size: Offer['size']): string {
  return size.advertise === 'value' ? `SIZE ${size.limitBytes}` : 'SIZE';
}

import { isHelloName, parseDomain } from '../../syntax/domain.js';
import { xclientAttributeNames } from '../../xclient-command.js';
import { replies } from '../../replies.js';
import { ReplyError, type Reply } from '../../reply.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { Offer } from '../session-handler.js';
import type { Verb } from '../verb.js';

export const helo: Verb = {
  run(dialogue, argument) {
    return replies.heloOk.withText(introduce(dialogue, argument));
  },
};

/** EHLO, and LHLO of LMTP (RFC 2033 §4.1). */
export const ehlo: Verb = {
  run(dialogue, argument): Reply {
    const greeting = introduce(dialogue, argument);
    return replies.heloOk.withText([greeting, ...keywords(dialogue)].join('\n'));
  },
};

// RFC 5321 §4.1.4: a second EHLO resets the session as RSET does. What AUTH and TLS established stays.
function introduce(dialogue: Dialogue, argument: string): string {
  if (!isHelloName(argument)) throw new ReplyError(replies.invalidDomain);
  const { session, forwarder } = dialogue;
  // What a trusted proxy has told of its client stands, whatever the proxy calls itself.
  const name = forwarder?.HELO ?? argument;
  if (dialogue.offer.helloDomainRequired && parseDomain(name) === undefined) {
    dialogue.end();
    throw new ReplyError(replies.helloDomainRequired);
  }
  dialogue.resetTransaction(new Error('the client sent EHLO'));
  session.helo = name;
  const { fqdn } = dialogue.renewOffer();
  return `${fqdn} Hello [${session.remote.address}]`;
}

/** In Exchange's order. */
function keywords({ offer, session, forwarder }: Dialogue): readonly string[] {
  const clearText = session.tls === undefined;
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
    [offer.orar, 'XORAR'],
    [offer.longAddresses, 'XLONGADDR'],
    [forwarder !== undefined, `XCLIENT ${xclientAttributeNames.join(' ')}`],
  ];
  return [...lines.flatMap(([offered, keyword]) => (offered ? [keyword] : [])), ...offer.proxyCommands];
}

function sizeKeyword(size: Offer['size']): string {
  return size.advertise === 'value' ? `SIZE ${size.limitBytes}` : 'SIZE';
}

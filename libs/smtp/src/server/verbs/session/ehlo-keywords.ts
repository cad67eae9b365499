import { xclientAttributeNames } from '../../../commands/xclient-command.js';
import type { Offer } from '../../session-handler.js';

/** What EHLO's answer depends on besides the offer. */
export interface EhloState {
  readonly clearText: boolean;
  /** A trusted proxy that may say with XCLIENT for whom it speaks. */
  readonly forwarder: boolean;
}

/** The lines of EHLO's answer after the first one, in Exchange's order. */
export function ehloKeywords(offer: Offer, { clearText, forwarder }: EhloState): readonly string[] {
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
    [forwarder, `XCLIENT ${xclientAttributeNames.join(' ')}`],
  ];
  return [...lines.flatMap(([offered, keyword]) => (offered ? [keyword] : [])), ...offer.proxyCommands];
}

function sizeKeyword(size: Offer['size']): string {
  return size.advertise === 'value' ? `SIZE ${size.limitBytes}` : 'SIZE';
}

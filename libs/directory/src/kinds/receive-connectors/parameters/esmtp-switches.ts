import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

const on = z.boolean().default(true);
const off = z.boolean().default(false);

/**
 * What a Receive connector offers in EHLO. Each of them decides about the keyword and about the commands alike; servers
 * of the organization are offered what a hop between services needs, whatever the switches say.
 */
export const esmtpSwitches = {
  SizeEnabled: oneOf(['Enabled', 'Disabled', 'EnabledWithoutValue'])
    .default('Enabled')
    .describe('SIZE n, nothing, or a bare SIZE (RFC 1870). MaxMessageSize holds in any case.'),
  PipeliningEnabled: on.describe('PIPELINING (RFC 2920). Off: a command that comes too early is refused.'),
  DeliveryStatusNotificationEnabled: on.describe('DSN (RFC 3461): NOTIFY, ORCPT, RET and ENVID.'),
  EnhancedStatusCodesEnabled: on.describe('ENHANCEDSTATUSCODES (RFC 2034). Off: replies have none.'),
  EightBitMimeEnabled: on.describe('8BITMIME (RFC 6152).'),
  BinaryMimeEnabled: on.describe('BINARYMIME (RFC 3030); needs ChunkingEnabled.'),
  ChunkingEnabled: on.describe('CHUNKING (RFC 3030): BDAT.'),
  SmtpUtf8Enabled: on.describe('SMTPUTF8 (RFC 6531): addresses outside ASCII.'),
  OrarEnabled: off.describe(
    'XORAR: RCPT may name an alternate recipient, `ORAR=rfc822;` and an address in xtext, who gets the message when ' +
      'the recipient cannot.',
  ),
  LongAddressesEnabled: off.describe(
    'XLONGADDR: addresses up to 1860 octets, for encapsulated X.400 addresses, and command lines up to 8000; else 571 ' +
      'and 2048. Only at connectors of the hub.',
  ),
  SuppressXAnonymousTls: off.describe(
    'X-ANONYMOUSTLS is neither shown nor taken. Only at connectors of Front End.',
  ),
  RequireEHLODomain: off.describe(
    'HELO and EHLO must name a domain or an address literal; a client that does not is sent away.',
  ),
  RequireAngleBrackets: off.describe(
    'An address in MAIL and RCPT must stand in angle brackets (RFC 5321 §4.1.2). Off: `MAIL FROM:chris@contoso.com`, as ' +
      'people type it, is taken, too.',
  ),
  BareLinefeedRejectionEnabled: off.describe(
    'Content of DATA with an LF that no CR precedes is refused with 550 5.6.11.',
  ),
};

import { byteSize, oneOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

const int32Max = 2_147_483_647;
const countOrUnlimited = (min: number, max = int32Max) =>
  z.union([z.int().min(min).max(max), oneOf(['Unlimited'])]);
const timeout = timeSpan({ min: span.second, max: span.day });
const tarpit = timeSpan({ min: 0, max: 10 * span.minute });

/** How much a Receive connector takes: of a message, of a session, of a source, and for how long it waits. */
export const limitParameters = {
  MaxMessageSize: byteSize({ min: 65_536, max: int32Max })
    .default(37_748_736)
    .describe('Largest message; told as SIZE.'),
  MaxHeaderSize: byteSize({ min: 1, max: int32Max }).default(262_144).describe('Largest header block.'),
  MaxRecipientsPerMessage: z
    .int()
    .min(1)
    .max(512_000)
    .default(200)
    .describe('Recipients of one transaction; those beyond get 452 4.5.3.'),
  MaxHopCount: z
    .int()
    .min(1)
    .max(500)
    .default(60)
    .describe('Received fields beyond which a message is taken for a loop.'),
  MaxLocalHopCount: z
    .int()
    .min(0)
    .max(50)
    .default(5)
    .describe(
      'Received fields of servers of the organization, beyond which it is a loop as well; 0 = any number.',
    ),
  MaxProtocolErrors: countOrUnlimited(0)
    .default(5)
    .describe('Refused commands after which the session is closed.'),
  MaxCommandsWithoutMail: countOrUnlimited(1)
    .default(100)
    .describe(
      'Commands since the last message that brought neither a recipient nor content, such as NOOP, RSET, EHLO, or MAIL ' +
        'of a message that does not come; with the last of them the session is closed.',
    ),
  MaxLogonFailures: z
    .int()
    .min(0)
    .max(10)
    .default(3)
    .describe('Failed AUTH after which the session is closed; 0 = never.'),
  MaxInboundConnection: countOrUnlimited(1)
    .default(5000)
    .describe('Sessions at one time; those beyond get 421 4.3.2.'),
  MaxInboundConnectionPerSource: countOrUnlimited(1, 10_000)
    .default(20)
    .describe('Sessions of one address at one time.'),
  MaxInboundConnectionPercentagePerSource: z
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('Share of the sessions still free under MaxInboundConnection that one address may have.'),
  MessageRateLimit: countOrUnlimited(1)
    .default('Unlimited')
    .describe('Messages of one source in a minute; MAIL beyond it gets 421 4.4.2.'),
  MessageRateSource: oneOf(['None', 'IPAddress', 'User', 'All'])
    .default('IPAddress')
    .describe(
      'What counts as a source: the address, the user (login, or else the address in MAIL), or each of both.',
    ),
  ConnectionTimeout: timeout.default(10 * span.minute).describe('Life of a session, even of a busy one.'),
  ConnectionInactivityTimeout: timeout
    .default(5 * span.minute)
    .describe('Silence after which a session is closed.'),
  TarpitInterval: tarpit
    .default(5 * span.second)
    .describe('Delay of 5yz replies to peers that are not authenticated; 0 = none.'),
  AuthTarpitInterval: tarpit
    .default(5 * span.second)
    .describe('Delay of the reply to a failed AUTH; 0 = none.'),
};

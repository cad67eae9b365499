import { createLogger } from '@mailyard/service';
import { replies } from '@mailyard/smtp';

import { TransportLog } from './transport-log.js';

const lines: Record<string, unknown>[] = [];
const to = {
  write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  flushSync: () => undefined,
};
const log = new TransportLog(createLogger('hub-transport', { to, level: 'info' }), () => now);
let now = 0;
beforeEach(() => lines.splice(0));

const queue = 'SmtpDeliveryToMailbox.DB01';
const recipient = { path: { localPart: 'x', domain: 'fabrikam.com' } };

it('a message that was too old is told with what kept it waiting', () => {
  const waited = { kind: 'no-route', lastError: 'no connector' } as const;
  log.undelivered('8796093022209', 'failed', [{ recipient, reply: replies.messageExpired, waited }]);
  expect(lines).toMatchObject([
    {
      level: 'warn',
      msg: 'recipients failed',
      internalId: '8796093022209',
      to: [
        'x@fabrikam.com 550 4.4.7 QUEUE.Expired; message expired in unreachable destination queue. Reason: no connector',
      ],
    },
  ]);
});

it('a recipient that was refused is told with the reply, and of many the first ten', () => {
  const refused = { recipient, reply: replies.unknownRecipient };
  log.undelivered('8796093022209', 'delayed', Array(11).fill(refused));
  const [line] = lines;
  expect(line).toMatchObject({ msg: 'recipients are tried again later', recipients: 11 });
  expect(line?.['to']).toEqual(Array(10).fill(`x@fabrikam.com ${replies.unknownRecipient.toString()}`));
});

it('a queue that enters Retry is a warning with its error, one that stays there or leaves it is none', () => {
  log.retry(queue, { retryCount: 0, waitMs: 60_000, lastError: '451 4.4.0 away' });
  log.retry(queue, { retryCount: 1, waitMs: 60_000, lastError: '451 4.4.0 away' });
  log.leftRetry(queue);
  expect(lines).toMatchObject([
    { level: 'warn', msg: 'queue enters Retry', queue, lastError: '451 4.4.0 away' },
    { level: 'info', msg: 'queue stays in Retry', queue, retryCount: 1 },
    { level: 'info', msg: 'queue has left Retry', queue },
  ]);
});

it('a fault that all lanes hear of in one moment is one line', () => {
  const told = (error: Error): void => {
    for (let lane = 0; lane < 30; lane += 1) log.fault(error);
  };
  told(new Error('the connection was lost'));
  told(new Error('another one'));
  now += 60_000;
  told(new Error('another one'));
  expect(lines).toMatchObject([
    { level: 'error', error: { message: 'the connection was lost' } },
    { error: { message: 'another one' } },
    { error: { message: 'another one' } },
  ]);
});

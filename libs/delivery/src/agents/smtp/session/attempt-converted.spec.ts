import type { DeliveryOutcome } from '../../../delivery-agent.js';
import { attemptConverted, NeedsConversion, type FittingMessage } from './attempt-converted.js';

const message: FittingMessage = {
  identity: { messageId: '<m@contoso.com>', networkMessageId: 'n', receivedAt: 0 },
  envelope: {
    reversePath: null,
    recipients: [{ path: { localPart: 'bob', domain: 'fabrikam.com' } }],
    body: '7BIT',
    smtpUtf8: false,
  },
  header: Buffer.from('Subject: x\r\n\r\n'),
  content: async function* () {
    yield Buffer.from('a\nb\r\n');
  },
};
const refused: DeliveryOutcome = { scope: 'own-limit', reason: 'refused' };
const taken: DeliveryOutcome = { scope: 'own-limit', reason: 'taken' };

it('what a host can have as BINARYMIME goes as it is (RFC 3030 §3)', async () => {
  const attempts: FittingMessage[] = [];
  const outcome = await attemptConverted(message, (attempt) => {
    attempts.push(attempt);
    if (attempt.envelope.body !== 'BINARYMIME') throw new NeedsConversion('BINARYMIME', refused);
    return Promise.resolve(taken);
  });
  expect(outcome).toBe(taken);
  expect(attempts.map(({ content }) => content)).toEqual([message.content, message.content]);
});

it('a host that has its wish and wants the same again gets nothing', async () => {
  const attempt = () => Promise.reject(new NeedsConversion('BINARYMIME', refused));
  expect(await attemptConverted(message, attempt)).toBe(refused);
});

import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { testMessage } from './test-message.js';

const { New } = objectOperations.TransportRules;
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  const rule = (parameters: object) => server.order(New, { parameters });
  await rule({
    Name: 'Mark',
    FromScope: 'NotInOrganization',
    SentTo: ['alice'],
    PrependSubject: '[EXTERNAL] ',
  });
  await rule({ Name: 'Watch', SubjectOrBodyContainsWords: ['secret'], DeleteMessage: true, Mode: 'Audit' });
  await rule({ Name: 'No', SubjectContainsWords: ['refuse'], RejectMessageReasonText: 'Not here.' });
  await rule({ Name: 'Tell', RecipientDomainIs: ['fabrikam.com'], CopyTo: ['carol'] });
}, 30_000);
afterAll(() => server.stop());

const text = (subject: string, to = 'team@contoso.com') =>
  `From: Kate <kate@fabrikam.com>\nTo: ${to}\nSubject: ${subject}\n\na secret\n`;
const tried = (message: string, more: object = {}) =>
  server.order(testMessage, { messageFileData: Buffer.from(message).toString('base64'), ...more });

it('§2.2: which rules would be for a message, for whom of a group, and what they would do', async () => {
  const { sender, copies } = await tried(text('Budget'));
  expect(sender).toBe('kate@fabrikam.com');
  expect(copies).toEqual([
    expect.objectContaining({
      recipients: ['alice@contoso.com'],
      outcome: 'pass',
      header: { before: ['Subject: Budget'], after: ['Subject: [EXTERNAL] Budget'] },
      rules: [
        expect.objectContaining({ name: 'Mark', acted: true }),
        expect.objectContaining({ name: 'Watch', acted: false }),
      ],
    }),
    expect.objectContaining({
      recipients: ['bob@contoso.com'],
      rules: [expect.objectContaining({ name: 'Watch', acted: false })],
    }),
  ]);
});

it('who has signed in is inside, and a refusal is told as the sender would read it', async () => {
  const asked = { sender: 'bob@contoso.com', recipients: ['alice@contoso.com'], isInternal: true };
  const inside = text('please refuse').replace('kate@fabrikam.com', 'bob@contoso.com');
  const { copies } = await tried(inside, asked);
  expect(copies).toHaveLength(1);
  expect(copies[0]).toMatchObject({
    outcome: 'reject',
    reply: expect.stringContaining('Not here.') as string,
  });
  expect(copies[0]?.rules.map(({ name }) => name)).toEqual(['Watch', 'No']);
});

it('who is added is told, and a message for nobody is asked about', async () => {
  const { copies } = await tried(text('x', 'Kate <kate@fabrikam.com>'));
  expect(copies[0]?.added).toEqual([{ address: 'carol@contoso.com', as: 'Cc' }]);
  await expect(tried('Subject: x\n\n')).rejects.toThrow(/names no recipient/);
});

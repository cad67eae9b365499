import { TestShell } from '../../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => {
  shell = await TestShell.start();
  await shell.run('New-TransportRule', { Name: 'Mark', PrependSubject: '[X] ', SentTo: ['alice'] });
  await shell.run('New-TransportRule', { Name: 'Watch', PrependSubject: '[Y] ', Mode: 'Audit' });
}, 30_000);
afterAll(() => shell.stop());

const message = 'From: kate@fabrikam.com\r\nTo: alice@contoso.com\r\nSubject: Budget\r\n\r\nHello\r\n';
const file = Buffer.from(message).toString('base64');

it('Test-Message: what rules would do with the file of a message', async () => {
  expect(await shell.output('Test-Message', { MessageFileData: file })).toMatchObject([
    {
      Sender: 'kate@fabrikam.com',
      Recipients: ['alice@contoso.com'],
      Outcome: 'pass',
      Rules: ['Mark', 'Watch (in a test mode)'],
      HeaderBefore: ['Subject: Budget'],
      HeaderAfter: ['Subject: [X] Budget'],
    },
  ]);
  const [other] = await shell.output('Test-Message', {
    MessageFileData: file,
    Recipients: ['bob@contoso.com'],
  });
  expect(other).toMatchObject({ Recipients: ['bob@contoso.com'], Rules: ['Watch (in a test mode)'] });
});

it('Get-TransportRuleHit: every rule by its name, also one that was for no message', async () => {
  expect(await shell.output('Get-TransportRuleHit')).toMatchObject([
    { Name: 'Mark', Messages: 0 },
    { Name: 'Watch', Mode: 'Audit', Messages: 0 },
  ]);
  expect(await shell.output('Get-TransportRuleHit', { Identity: 'Watch' })).toHaveLength(1);
});

import type { Caller } from '../caller.js';
import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { findRecipient } from './find-recipient.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  const contact = (Name: string, Alias: string, ExternalEmailAddress: string) =>
    server.order(objectOperations.MailContacts.New, { parameters: { Name, Alias, ExternalEmailAddress } });
  await contact('Bob Grey', 'bgrey', 'SMTP:info@fabrikam.com');
  await contact('Abby Stone', 'stone', 'SMTP:abby@fabrikam.com');
}, 30_000);
afterAll(() => server.stop());

const found = async (input: object, caller?: Caller) => {
  const { rows } = await server.order(findRecipient, input, caller);
  return rows.map(({ name }) => name);
};

describe('Find-Recipient', () => {
  it.each([
    [{ words: 'b', kinds: ['MailContacts'] }, ['Bob Grey', 'Abby Stone']],
    [{ words: 'grey BO' }, ['Bob Grey']],
    [{ words: 'INFO@' }, ['Bob Grey']],
    [{ words: 'nobody' }, []],
    [{ kinds: ['MailContacts'], limit: 1 }, ['Abby Stone']],
  ])('finds %j, those first in which a word begins so', async (input, names) => {
    expect(await found(input)).toEqual(names);
  });

  it('tells whom names, aliases and addresses mean, as parameters take them', async () => {
    const names = ['STONE', 'info@fabrikam.com', 'Bob Grey', 'zoe', 'team'];
    expect(await found({ names })).toEqual(['Abby Stone', 'Bob Grey', 'team']);
    expect(await found({ names, kinds: ['MailContacts'] })).toEqual(['Abby Stone', 'Bob Grey']);
  });

  it('says how many there are beside those that it tells', async () => {
    const { rows, total } = await server.order(findRecipient, { limit: 2 });
    expect([rows.length, total]).toEqual([2, 6]);
  });
});

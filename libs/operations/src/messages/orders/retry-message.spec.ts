import { mailboxQueue, TestServer } from '../../spec-support/test-server.js';
import { retryMessage } from './retry-message.js';
import { showMessage } from '../reading/show-message.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

it('a message that waits for its own next attempt is tried now; one that is next anyway is left as it is', async () => {
  const { id } = await server.queued();
  expect(await server.order(retryMessage, { id })).toEqual([]);
  const database = await server.database();
  const { lease } = await database.claim(mailboxQueue);
  if (lease === undefined) throw new Error('nothing was claimed');
  const transaction = database.transaction();
  transaction.delay(lease, { delayMs: 3_600_000, claimNext: false });
  await transaction.commit();
  expect(await server.order(showMessage, { id })).toMatchObject([{ status: 'Retry' }]);

  expect(await server.order(retryMessage, { id, queue: 'SmtpDeliveryToMailbox.DB02' })).toEqual([]);
  expect(await server.order(retryMessage, { id, queue: mailboxQueue })).toMatchObject([{ internalId: id }]);
  expect(await server.order(showMessage, { id })).toMatchObject([{ status: 'Ready' }]);
  await expect(server.order(retryMessage, { id: '1' })).rejects.toThrow('no message 1 waits in a queue');
});

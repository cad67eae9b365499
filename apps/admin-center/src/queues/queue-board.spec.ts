import { isSafeAction } from './queue-board.js';

const queue = '/api/queues/SmtpDeliveryToMailbox.DB01';

describe('actions of Bull Board', () => {
  it.each([
    `${queue}/pause`,
    `${queue}/resume`,
    `${queue}/promote`,
    `${queue}/17-0/promote`,
    `${queue}/17-0.2.alternate1/clean`,
    '/api/queues/pause',
  ])('allows PUT %s', (path) => expect(isSafeAction('PUT', path)).toBe(true));

  it.each([
    ['PUT', `${queue}/empty`],
    ['PUT', `${queue}/obliterate`],
    ['PUT', `${queue}/clean/delayed`],
    ['PUT', `${queue}/clean/promote`],
    ['PUT', `${queue}/retry/clean`],
    ['PUT', `${queue}/job-schedulers/17-0/remove`],
    ['PUT', `${queue}/17-0/clean/delayed`],
    ['PUT', `${queue}/%63lean/promote`],
    ['PUT', `${queue}/retry/failed`],
    ['PUT', `${queue}/17/retry`],
    ['PUT', `${queue}/rate-limit`],
    ['PUT', `${queue}/concurrency`],
    ['POST', `${queue}/add`],
    ['PATCH', `${queue}/17/update-data`],
    ['DELETE', `${queue}/pause`],
  ])('refuses %s %s, which could lose a message', (method, path) => {
    expect(isSafeAction(method, path)).toBe(false);
  });
});

import type { Socket } from 'node:net';

import { isOpen } from './open-paths.js';

const request = (headers: Readonly<Record<string, string>>, remoteAddress = '127.0.0.1') => ({
  method: 'GET',
  path: '/metrics',
  headers,
  socket: { remoteAddress } as Socket,
});

describe('metrics without a login', () => {
  it.each(['127.0.0.1:8080', 'localhost:18080', 'localhost', '[::1]:8080'])('are for who asks %s', (host) => {
    expect(isOpen(request({ host }))).toBe(true);
  });

  it.each(['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example:80', ''])(
    'are not for a page that has led a browser of this machine here as %j',
    (host) => {
      expect(isOpen(request({ host }))).toBe(false);
    },
  );

  it.each(['x-forwarded-host', 'x-forwarded-proto', 'x-client-ip', 'cf-connecting-ip', 'via'])(
    'are not for whom a proxy speaks for, by %s',
    (name) => {
      expect(isOpen(request({ host: '127.0.0.1:8080', [name]: '192.0.2.1' }))).toBe(false);
    },
  );

  it('are not for another machine', () => {
    expect(isOpen(request({ host: '192.0.2.1:8080' }, '192.0.2.2'))).toBe(false);
  });
});

it('signing in needs no sign-in, what else is done with a session does', () => {
  const session = { ...request({}), path: '/api/v1/session' };
  expect(['GET', 'POST', 'DELETE'].map((method) => isOpen({ ...session, method }))).toEqual([
    false,
    true,
    false,
  ]);
});

import { redisAddress, sentinelUrl } from './redis-address.js';

describe('a URL of Redis Sentinel', () => {
  it.each([
    [
      'redis-sentinel://s1.example,s2.example:26380',
      {
        sentinels: [
          { host: 's1.example', port: 26_379 },
          { host: 's2.example', port: 26_380 },
        ],
        name: 'mymaster',
      },
    ],
    [
      'redis-sentinel://:pass%40word@[::1]:5000/2#mail',
      { sentinels: [{ host: '::1', port: 5_000 }], name: 'mail', db: 2, password: 'pass@word' },
    ],
    [
      'redis-sentinel://mail:secret@s1.example/#mail-1',
      {
        sentinels: [{ host: 's1.example', port: 26_379 }],
        username: 'mail',
        password: 'secret',
        name: 'mail-1',
      },
    ],
  ])('%s', (url, options) => {
    expect(url).toMatch(sentinelUrl);
    expect(redisAddress(url)).toMatchObject({ options });
    expect(redisAddress(url).url).toBeUndefined();
  });

  it.each(['redis-sentinel://', 'redis-sentinel:///0', 'redis-sentinel://s1/x', 'redis-sentinel://s1#'])(
    '%s is none',
    (url) => expect(url).not.toMatch(sentinelUrl),
  );
});

it('other URLs are as they were', () => {
  expect(redisAddress('redis://u:p@h:1/2')).toEqual({ url: 'redis://u:p@h:1/2', options: {} });
  expect(redisAddress('unix:///run/redis.sock')).toEqual({ options: { path: '/run/redis.sock' } });
  expect(redisAddress('unix:/run/redis.sock')).toEqual({ options: { path: '/run/redis.sock' } });
});

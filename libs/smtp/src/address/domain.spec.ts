import { isHelloName } from './domain.js';

describe('argument of HELO and EHLO', () => {
  it.each(['client.example', 'LAPTOP_1', '[192.0.2.1]', '[IPv6:2001:db8::1]', '192.0.2.1', 'a.', ''])(
    'takes %j',
    (name) => expect(isHelloName(name)).toBe(true),
  );

  it.each(['a b', 'a\tb', '<a@b>', 'a;b', 'a"b', 'a\\b', 'müller.example', 'x'.repeat(256)])(
    'refuses %j',
    (name) => expect(isHelloName(name)).toBe(false),
  );
});

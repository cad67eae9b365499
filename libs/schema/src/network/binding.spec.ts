import { formatBinding, listeningEndpoints, parseBinding } from './binding.js';

describe('bindings', () => {
  it.each([
    ['0.0.0.0:25', '0.0.0.0:25'],
    ['[::]:587', '[::]:587'],
    ['[::]:', '[::]:25'],
    ['0.0.0.0', '0.0.0.0:25'],
    ['10.1.1.2:2525', '10.1.1.2:2525'],
    ['[0:0:0:0:0:0:0:0]:25', '[::]:25'],
    ['[2001:0DB8::0:CD3]:25', '[2001:db8::cd3]:25'],
    ['[::ffff:10.1.1.2]:25', '10.1.1.2:25'],
    ['[::ffff:0:0]:25', '0.0.0.0:25'],
    ['[fe80::1%eth0]:25', '[fe80::1%eth0]:25'],
  ])('%s is %s', (text, expected) => {
    const binding = parseBinding(text);
    expect(binding && formatBinding(binding)).toBe(expected);
  });

  it.each([
    '',
    ':25',
    '::25',
    '[10.0.0.1]:25',
    '10.0.0:25',
    'mail.contoso.com:25',
    '0.0.0.0:0',
    '0.0.0.0:65536',
    '010.0.0.1:25',
  ])('%j is none', (text) => {
    expect(parseBinding(text)).toBeUndefined();
  });
});

describe('listening endpoints', () => {
  const bindings = ['[::]:25', '0.0.0.0:25', '10.1.1.2:26'];

  it('are the bindings themselves in a container', () => {
    expect(listeningEndpoints(bindings, { portOffset: 0 }).map(formatBinding)).toEqual(bindings);
  });

  it('are one on the bind address for both wildcards, moved by the offset', () => {
    const endpoints = listeningEndpoints(bindings, { portOffset: 10_000, bindAddress: '127.0.0.1' });
    expect(endpoints.map(formatBinding)).toEqual(['127.0.0.1:10025', '10.1.1.2:10026']);
  });
});

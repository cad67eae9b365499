import { nextHopKey } from './next-hop.js';

const key = (domain: string) => nextHopKey({ deliveryType: 'SmtpDeliveryToMailbox', domain });

describe('nextHopKey', () => {
  it.each([
    ['DB01', 'SmtpDeliveryToMailbox.DB01'],
    ['[10.0.0.1],relay.example.com', 'SmtpDeliveryToMailbox.[10.0.0.1],relay.example.com'],
    ['Site:Berlin;Version:15', 'SmtpDeliveryToMailbox.Site~3aBerlin~3bVersion~3a15'],
    ['a b', 'SmtpDeliveryToMailbox.a~20b'],
    ['{x}/*', 'SmtpDeliveryToMailbox.~7bx~7d~2f~2a'],
    ['münchen', 'SmtpDeliveryToMailbox.m~c3~bcnchen'],
  ])('writes %s so that it can be a key, a path and a URL', (domain, expected) => {
    expect(key(domain)).toBe(expected);
  });

  it('never gives two domains one name', () => {
    const domains = ['a:b', 'a~3ab', 'a~b', 'a b', 'a.b', 'A.b', 'ab'];
    expect(new Set(domains.map(key)).size).toBe(domains.length);
  });
});

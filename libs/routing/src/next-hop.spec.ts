import { categoryOf, isDeliveryType, labelOf, type DeliveryType } from './delivery-type.js';
import { nextHopTo, nextHopOfEarlierName, noConnector, queueNameOf } from './next-hop.js';

const mailbox = (domain: string) => nextHopTo('SmtpDeliveryToMailbox', domain);
const [connector, other] = ['2f0c8d4e-0000-4000-8000-000000000001', '2f0c8d4e-0000-4000-8000-000000000002'];

describe('the name of a queue', () => {
  it.each([
    ['DB01', 'SmtpDeliveryToMailbox.DB01'],
    ['[10.0.0.1],relay.example.com', 'SmtpDeliveryToMailbox.[10.0.0.1],relay.example.com'],
    ['Site:Berlin;Version:15', 'SmtpDeliveryToMailbox.Site~3aBerlin~3bVersion~3a15'],
    ['a b', 'SmtpDeliveryToMailbox.a~20b'],
    ['{x}/*', 'SmtpDeliveryToMailbox.~7bx~7d~2f~2a'],
    ['münchen', 'SmtpDeliveryToMailbox.m~c3~bcnchen'],
  ])('%s', (domain, name) => {
    expect(queueNameOf(mailbox(domain))).toBe(name);
  });

  it('never is the same for two domains', () => {
    expect(queueNameOf(mailbox('a~20b'))).not.toBe(queueNameOf(mailbox('a b')));
  });

  it('tells two connectors to one domain apart, and neither is the queue without one', () => {
    const names = [connector, other, ''].map((each) =>
      queueNameOf(nextHopTo('DnsConnectorDelivery', 'example.com', each)),
    );
    expect(names).toEqual([
      `DnsConnectorDelivery.example.com@${connector}`,
      `DnsConnectorDelivery.example.com@${other}`,
      'DnsConnectorDelivery.example.com',
    ]);
    expect(queueNameOf(nextHopTo('DnsConnectorDelivery', `example.com@${connector}`))).not.toBe(names[0]);
  });

  it('tells the delivery types of one domain apart', () => {
    const [dns, smartHost] = (['DnsConnectorDelivery', 'SmartHostConnectorDelivery'] as const).map((type) =>
      queueNameOf(nextHopTo(type, 'example.com', connector)),
    );
    expect(dns).not.toBe(smartHost);
  });
});

describe('a next hop', () => {
  it('without a connector has the one of zeros, however that is said', () => {
    expect(nextHopTo('SmtpDeliveryToMailbox', 'DB01')).toEqual({
      deliveryType: 'SmtpDeliveryToMailbox',
      domain: 'DB01',
      connector: noConnector,
      category: 'Internal',
    });
    expect(nextHopTo('SmtpDeliveryToMailbox', 'DB01', '')).toEqual(mailbox('DB01'));
    expect(nextHopTo('SmtpDeliveryToMailbox', 'DB01', noConnector)).toEqual(mailbox('DB01'));
  });

  it.each<[DeliveryType, string, string]>([
    ['DnsConnectorDelivery', 'External', 'DnsConnectorDelivery'],
    ['DeliveryAgent', 'External', 'Delivery Agent'],
    ['SmtpRelayToServers', 'Internal', 'SMTP Relay to Specified Exchange Servers'],
    ['SmtpDeliveryToMailbox', 'Internal', 'SMTP Delivery to Mailbox'],
  ])('of type %s is %s and called %s', (type, category, label) => {
    expect([categoryOf(type), labelOf(type)]).toEqual([category, label]);
  });

  it.each(['', 'smtpdeliverytomailbox', 'toString', '__proto__'])('has not the type %p', (text) => {
    expect(isDeliveryType(text)).toBe(false);
  });
});

describe('a queue whose next hop was not stored', () => {
  it.each(['DB01', 'a b', 'münchen', 'Site:Berlin;Version:15', 'a~20b'])('of %s is still known', (domain) => {
    expect(nextHopOfEarlierName(queueNameOf(mailbox(domain)))).toEqual(mailbox(domain));
  });

  it.each([
    'Submission',
    'SmtpDeliveryToMailbox.',
    'SmtpDeliveryToMailbox.a~zz',
    `SmtpDeliveryToMailbox.DB01@${connector}`,
    'DnsConnectorDelivery.example.com',
  ])('%s stands for nothing', (name) => {
    expect(nextHopOfEarlierName(name)).toBeUndefined();
  });
});

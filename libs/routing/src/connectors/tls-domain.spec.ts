import type { DeliveryType } from '../delivery-type.js';
import { nextHopTo } from '../next-hop.js';
import { connectedOrganization, send } from '../spec-support/connected-organization.js';
import { tlsDomainOf } from './tls-domain.js';

const byHosts = { DNSRoutingEnabled: false, SmartHosts: ['relay.example.net'] };
const validated = { RequireTLS: true, TlsAuthLevel: 'DomainValidation' } as const;

/** Of the queue of example.com, or of the smart host, behind a connector with these parameters. */
function tlsDomain(parameters: Parameters<typeof send>[2], deliveryType: DeliveryType): string | undefined {
  const connector = send('Out', '*', parameters);
  const { transport } = connectedOrganization();
  const organization = connectedOrganization({
    SendConnectors: [connector],
    TransportSettings: [{ ...transport, TLSSendDomainSecureList: ['Example.com'] }],
  });
  const domain = deliveryType === 'DnsConnectorDelivery' ? 'example.com' : 'relay.example.net';
  return tlsDomainOf(nextHopTo(deliveryType, domain, connector.Guid), organization);
}

it.each([
  ['no name is asked for', {}, 'DnsConnectorDelivery', undefined],
  [
    'Domain Secure asks for the recipients’',
    { DomainSecureEnabled: true },
    'DnsConnectorDelivery',
    'example.com',
  ],
  [
    'DomainValidation for TlsDomain',
    { ...validated, TlsDomain: 'mx.example.org' },
    'DnsConnectorDelivery',
    'mx.example.org',
  ],
  ['or for the recipients’ as well', validated, 'DnsConnectorDelivery', 'example.com'],
  [
    'behind a smart host for TlsDomain',
    { ...byHosts, ...validated, TlsDomain: 'example.net' },
    'SmartHostConnectorDelivery',
    'example.net',
  ],
  [
    'a valid certificate may have any name',
    { RequireTLS: true, TlsAuthLevel: 'CertificateValidation', TlsDomain: 'example.net' },
    'DnsConnectorDelivery',
    undefined,
  ],
] as const)('TlsDomain of a queue: %s', (_, parameters, deliveryType, expected) => {
  expect(tlsDomain(parameters, deliveryType)).toBe(expected);
});

it('no connector leads to a mailbox database', () => {
  const organization = connectedOrganization({});
  expect(tlsDomainOf(nextHopTo('SmtpDeliveryToMailbox', 'DB01'), organization)).toBeUndefined();
});

import { stored } from './log-rows.js';

export const day = 86_400_000;
export const begin = Date.UTC(2026, 9, 1, 8);
export const time = (at: number) => new Date(begin + at).toISOString();

export const invoice = {
  'message-id': '<1@fabrikam.com>',
  'network-message-id': '6AD0F5B6-7F0B-4A9E-8C53-1F0A2B9B7F11',
  'internal-message-id': '4711',
  'message-subject': 'Rechnung Nr. 7: Überweisung fällig',
  'sender-address': 'Erika@Fabrikam.com',
  'recipient-address': 'alice@contoso.com;bob@contoso.com',
};
export const reply = {
  'message-id': '<2@contoso.com>',
  'network-message-id': '7bd0f5b6-7f0b-4a9e-8c53-1f0a2b9b7f12',
  'internal-message-id': '4712',
  'message-subject': 'Re: invoices',
  'sender-address': 'alice@contoso.com',
  'recipient-address': 'nobody@fabrikam.com',
};
export const report = {
  'message-id': '<dsn1@contoso.com>',
  'network-message-id': '8cd0f5b6-7f0b-4a9e-8c53-1f0a2b9b7f13',
  'message-subject': 'Undeliverable: Re: invoices',
  'sender-address': 'postmaster@contoso.com',
  'recipient-address': 'alice@contoso.com',
};

/** What happens to two messages within two days. */
export const rows = [
  stored({
    ...invoice,
    'date-time': time(0),
    'client-ip': '10.0.0.5',
    'original-client-ip': '198.51.100.7',
    'connector-id': 'MBX01\\Default MBX01',
  }),
  stored({
    ...invoice,
    'date-time': time(500),
    'event-id': 'DELIVER',
    source: 'STOREDRIVER',
    'recipient-address': 'bob@contoso.com',
    'recipient-status': '250 2.1.5 OK',
  }),
  stored({
    ...invoice,
    'date-time': time(400),
    'event-id': 'DEFER',
    'recipient-address': 'alice@contoso.com',
    'recipient-status': '451 4.3.2 later',
  }),
  stored(
    { ...reply, 'date-time': time(day), 'client-ip': '2001:db8::17', 'connector-id': 'MBX02\\Client' },
    'MBX02',
  ),
  stored(
    {
      ...reply,
      'date-time': time(day + 300),
      'event-id': 'FAIL',
      'connector-id': 'To Internet',
      'recipient-status': '550 5.1.1 unknown',
    },
    'MBX02',
  ),
  stored(
    {
      ...reply,
      'date-time': time(day + 310),
      'event-id': 'DSN',
      source: 'DSN',
      reference: '<dsn1@contoso.com>',
    },
    'MBX02',
  ),
  stored({ ...report, 'date-time': time(day + 311), source: 'DSN', reference: '<2@contoso.com>' }, 'MBX02'),
];

import type { TrackingEvent } from '../event/tracking-event.js';

export const received: TrackingEvent = {
  eventId: 'RECEIVE',
  source: 'SMTP',
  clientIp: '127.0.0.1',
  clientHostname: 'mbx01.contoso.com',
  serverIp: '127.0.0.2',
  serverHostname: 'MBX01',
  sourceContext: '08DE287A9F6B0001;2026-11-21T23:59:58.000Z;0',
  connectorId: 'MBX01\\Default MBX01',
  internalMessageId: '8796093022209',
  messageId: '<1@fabrikam.com>',
  networkMessageId: '4d7e7d3c-5b0f-4b5f-8a4e-6b2f4f0f3a11',
  recipients: [
    { address: 'anna@contoso.com', status: '250 2.1.5 Recipient OK' },
    { address: '"a;b"@contoso.com', status: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found' },
  ],
  totalBytes: 4567,
  messageSubject: 'Prices, and a "quote"',
  senderAddress: 'sales@fabrikam.com',
  returnPath: 'bounce@fabrikam.com',
  messageInfo: '00A:',
  directionality: 'Incoming',
  originalClientIp: '192.0.2.1',
  originalServerIp: '127.0.0.1',
  customData: { DeliveryPriority: 'Normal' },
};

import { domainName, listOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { inert, inertSettingsOf } from '../../inert-parameter.js';

const off = z.boolean().default(false);

/** Taken and kept, so that an exported connector can be applied whole; nothing here asks for them. */
export const inertParameters = {
  ServiceDiscoveryFqdn: inert(domainName.optional(), 'there is no service to be discovered'),
  TlsDomainCapabilities: inert(
    listOf(z.string().min(1).max(1024)).default([]),
    'there is no organization in the cloud to share headers with',
  ),
  LiveCredentialEnabled: inert(off, 'there is no Live ID'),
  ProxyEnabled: inert(off, 'what it does is not documented'),
  AcceptConsumerMail: inert(off, 'what it does is not documented'),
  MaxAcknowledgementDelay: inert(
    timeSpan({ min: 0, max: span.day }).default(30 * span.second),
    'no acknowledgement is delayed: 250 comes when the message is durable',
  ),
};

/** Those that somebody has set, in the belief that they do something. */
export const inertSettings = inertSettingsOf(inertParameters);

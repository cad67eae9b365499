import { isDeepStrictEqual } from 'node:util';

import { domainName, listOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

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

type InertParameter = keyof typeof inertParameters;
type Inert = z.infer<z.ZodObject<typeof inertParameters>>;

const names = Object.keys(inertParameters) as readonly InertParameter[];
const defaults = z.object(inertParameters).parse({});

/** Those that somebody has set, in the belief that they do something. */
export function inertSettings(connector: Inert): readonly InertParameter[] {
  return names.filter((name) => !isDeepStrictEqual(connector[name], defaults[name]));
}

/** The mark goes into the schema, from which the reference page is made. */
function inert<T extends z.ZodType>(schema: T, why: string): T {
  return schema.meta({ ...schema.meta(), inert: true, description: `No effect: ${why}.` });
}

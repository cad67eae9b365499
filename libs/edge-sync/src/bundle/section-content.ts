import { domainName, objectName } from '@mailyard/schema';
import { z } from 'zod';

/** An object of the directory, which its kind judges when it is put. */
const object = z.looseObject({ Guid: z.guid() }).readonly();

/** How the Edge is to treat mail: what an administrator would set there by hand. */
export const configurationSection = z
  .strictObject({
    site: objectName,
    acceptedDomains: z.array(object).min(1).readonly(),
    remoteDomains: z.array(object).readonly(),
    /** Those with this Edge among their source servers. */
    sendConnectors: z.array(object).readonly(),
    transport: z
      .strictObject({
        TLSReceiveDomainSecureList: z.array(z.string()).readonly(),
        TLSSendDomainSecureList: z.array(z.string()).readonly(),
        AllowPlusAddressInRecipients: z.boolean(),
      })
      .readonly(),
  })
  .readonly();

export type ConfigurationSection = z.infer<typeof configurationSection>;

/** The Mailbox servers of the site, to which mail goes inward. */
export const topologySection = z
  .strictObject({
    servers: z
      .array(
        z.strictObject({
          Name: objectName,
          Fqdn: domainName,
          Port: z.int().min(1).max(65_535),
          Addresses: z.array(z.union([z.ipv4(), z.ipv6()])).readonly(),
        }),
      )
      .readonly(),
  })
  .readonly();

export type TopologySection = z.infer<typeof topologySection>;

/** Of each recipient address; 128 bits of an HMAC are left (RFC 2104 §5). */
export const digestBytes = 16;

/** Digests of addresses, one behind the other, in ascending order. */
export const recipientsSection = z.strictObject({ digests: z.base64() }).readonly();

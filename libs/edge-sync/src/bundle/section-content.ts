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

/** What makes them of those that an Edge has, and how many they are then. */
export const recipientChanges = z
  .strictObject({ added: z.base64(), deleted: z.base64(), count: z.int().min(0) })
  .readonly();

/** A section that its own schema refuses: the organization is of another version. */
export class SectionError extends Error {
  override readonly name = 'SectionError';

  constructor(section: string) {
    super(`its section ${section} is of another version of Mailyard: update the Edge first`);
  }
}

/** What became of the objects of one kind. */
export const figures = z
  .object({ added: z.int().min(0), deleted: z.int().min(0), updated: z.int().min(0) })
  .readonly();

export type Figures = z.infer<typeof figures>;

export const noFigures: Figures = { added: 0, deleted: 0, updated: 0 };

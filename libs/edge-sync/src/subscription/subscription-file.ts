import { isIP } from 'node:net';

import { isDomainName, objectName } from '@mailyard/schema';
import { z } from 'zod';

/**
 * What an Edge server tells the organization when it is subscribed. The file has the secret in clear text: whoever reads it in
 * time can introduce an organization of his own.
 */
const fileContent = z
  .strictObject({
    EdgeServerName: objectName,
    EdgeServerFQDN: z.string().refine(isDomainName, 'is no host name'),
    /** The CA of the Edge, DER in Base64. */
    EdgeCertificateBlob: z.base64().min(1),
    ESRAPassword: z.string().min(32).max(64),
    EffectiveDate: z.iso.datetime(),
    /** Until when it can be used. */
    ExpirationDate: z.iso.datetime(),
    /** In the place of the port of the directory: where bundles are taken. */
    SyncPort: z.coerce.number<string>().int().min(1).max(65_535),
    SmtpPort: z.coerce.number<string>().int().min(1).max(65_535),
    Addresses: z
      .string()
      .transform((text) => text.split(' ').filter(Boolean))
      .refine((addresses) => addresses.length <= 64 && addresses.every((address) => isIP(address) !== 0)),
    SubscriptionId: z.guid(),
    VersionNumber: z.string().max(64),
  })
  .readonly();

export type SubscriptionFile = z.output<typeof fileContent>;

const root = 'EdgeSubscriptionData';
const fileBytesMax = 65_536;

export class SubscriptionFileError extends Error {
  override readonly name = 'SubscriptionFileError';
}

export function writeSubscriptionFile({ Addresses, ...content }: SubscriptionFile): string {
  const elements = Object.entries({ ...content, Addresses: Addresses.join(' ') }).map(
    ([name, value]) => `  <${name}>${escaped(String(value))}</${name}>`,
  );
  return ['<?xml version="1.0" encoding="utf-8"?>', `<${root}>`, ...elements, `</${root}>`, ''].join('\n');
}

/** Throws a SubscriptionFileError that says nothing of what is in the file. */
export function readSubscriptionFile(bytes: Buffer): SubscriptionFile {
  const text = bytes.length > fileBytesMax ? '' : bytes.toString('utf8').replace(/^\u{FEFF}/u, '');
  const body = new RegExp(String.raw`^\s*(?:<\?xml [^>]*\?>)?\s*<${root}>([^!]*)</${root}>\s*$`).exec(
    text,
  )?.[1];
  if (body === undefined) throw new SubscriptionFileError('this is no file of an Edge subscription');
  const elements = body.matchAll(/<(?<name>[A-Za-z]+)>(?<value>[^<]*)<\/\k<name>>/g);
  const values = Object.fromEntries(
    Array.from(elements, ({ groups }) => [groups?.['name'] ?? '', unescaped(groups?.['value'] ?? '')]),
  );
  const { data, error } = fileContent.safeParse(values);
  if (data !== undefined) return data;
  const names = [...new Set(error.issues.map(({ path }) => String(path[0] ?? 'an element')))].join(', ');
  throw new SubscriptionFileError(`the file of the Edge subscription cannot be used: ${names}`);
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const;

function escaped(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character as keyof typeof entities]);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

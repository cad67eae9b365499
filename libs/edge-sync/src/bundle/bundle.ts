import { createHash } from 'node:crypto';

import { z } from 'zod';

/** What an organization tells an Edge server, in the order in which a bundle has it. */
export const sectionNames = ['configuration', 'topology', 'recipients'] as const;

export type SectionName = (typeof sectionNames)[number];

/** What a bundle has behind its header; `changes` makes the recipients of those that the Edge has. */
export const partNames = [...sectionNames, 'changes'] as const;

export type PartName = (typeof partNames)[number];

/** By part its text. */
export type Sections = Readonly<Partial<Record<PartName, string>>>;

const digest = z.string().regex(/^[\da-f]{64}$/);

/** SHA-256 of each section, whether the bundle has it or the Edge has it already. */
export const sectionDigests = z
  .strictObject({ configuration: digest, topology: digest, recipients: digest })
  .readonly();

export type SectionDigests = z.infer<typeof sectionDigests>;

/** All that is signed; through the digests it speaks for the sections. */
export const bundleHeader = z
  .strictObject({
    /** TransportSettings.Guid. */
    organization: z.guid(),
    /** Guid of the subscription. */
    edge: z.guid(),
    serial: z.int().min(1),
    issuedAt: z.iso.datetime(),
    validUntil: z.iso.datetime(),
    sections: sectionDigests,
    /** The bundle has what is new of the recipients, in the place of all of them. */
    recipientChanges: z.strictObject({ from: digest, digest }).readonly().optional(),
  })
  .readonly();

export type BundleHeader = z.infer<typeof bundleHeader>;

/** An organization that an Edge does not know yet: its CA, and proof of the secret of the subscription. */
export const introductionSchema = z
  .strictObject({ authority: z.string().max(10_000), proof: z.base64() })
  .readonly();

export type Introduction = z.infer<typeof introductionSchema>;

/** A bundle as it lies there: nothing of it is believed yet. */
export interface RawBundle {
  /** The octets that are signed. */
  readonly header: string;
  readonly signature: Buffer;
  readonly introduction: string | undefined;
  readonly sections: Sections;
}

const firstLine = 'MAILYARD-EDGE-BUNDLE 1';

/** 500,000 recipients are 11 MB. */
export const bundleBytesMax = 64 * 1024 * 1024;

export function digestOf(section: string): string {
  return createHash('sha256').update(section).digest('hex');
}

/** What a signature is about: nothing else that the same key signs can be taken for it. */
export function signedText(header: string): Buffer {
  return Buffer.from(`${firstLine}\n${header}\n`);
}

/** One file: a line of its format, the header, its detached signature, then what there is, a line each. */
export function writeBundle({ header, signature, introduction, sections }: RawBundle): Buffer {
  const named = partNames.flatMap((name) => {
    const section = sections[name];
    return section === undefined ? [] : [`${name} ${section}`];
  });
  const introducing = introduction === undefined ? [] : [`introduction ${introduction}`];
  return Buffer.from(
    `${[firstLine, header, signature.toString('base64'), ...introducing, ...named].join('\n')}\n`,
  );
}

/** Undefined: it is no bundle. Takes nothing apart but lines. */
export function readBundle(bytes: Buffer): RawBundle | undefined {
  if (bytes.length > bundleBytesMax) return undefined;
  const [format, header = '', signature = '', ...rest] = bytes.toString('utf8').split('\n');
  const isBundle = format === firstLine && /^[A-Za-z\d+/]{8,512}={0,2}$/.test(signature);
  // The last line ends, too.
  const parts = isBundle && rest.pop() === '' ? namedParts(rest) : undefined;
  if (parts === undefined) return undefined;
  const { introduction, ...sections } = parts;
  return { header, signature: Buffer.from(signature, 'base64'), introduction, sections };
}

/** Each once, and nothing that nobody knows. */
function namedParts(lines: readonly string[]): Readonly<Record<string, string>> | undefined {
  const names: readonly string[] = ['introduction', ...partNames];
  if (lines.length > names.length) return undefined;
  const parts = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );
  const isKnown = parts.size === lines.length && [...parts.keys()].every((name) => names.includes(name));
  return isKnown ? Object.fromEntries(parts) : undefined;
}

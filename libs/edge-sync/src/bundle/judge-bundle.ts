import { verify, X509Certificate } from 'node:crypto';

import type { z } from 'zod';

import { isProof } from '../subscription/subscription-secret.js';
import {
  bundleHeader,
  digestOf,
  introductionSchema,
  partNames,
  sectionNames,
  signedText,
  type BundleHeader,
  type RawBundle,
  type SectionDigests,
  type SectionName,
  type Sections,
} from './bundle.js';

/** What an Edge knows before a bundle comes. */
export interface KnownAtEdge {
  /** Guid of its subscription. */
  readonly edge: string;
  /** CA of the organization in PEM; undefined: none has introduced itself. */
  readonly authority: string | undefined;
  /** The organization that the CA is of. */
  readonly organization: string | undefined;
  /** By which one may introduce itself now; undefined: none may. */
  readonly secret: string | undefined;
  /** The highest that was ever in force. */
  readonly serial: number;
  readonly inForce: SectionDigests | undefined;
  readonly now: Date;
}

export type BundleJudgement =
  | {
      readonly outcome: 'good';
      readonly header: BundleHeader;
      readonly sections: Sections;
      /** CA of an organization that has introduced itself. */
      readonly introduces: string | undefined;
    }
  /** Good, as far as it goes: these sections are neither in it nor in force. */
  | { readonly outcome: 'incomplete'; readonly missing: readonly SectionName[] }
  | { readonly outcome: 'rejected'; readonly reason: string };

const rejected = (reason: string): BundleJudgement => ({ outcome: 'rejected', reason });

/** Clocks differ, but not by so much. */
const aheadMaxMs = 24 * 3_600_000;

/** Whether a bundle may come into force. The signature is looked at before anything else is. */
export function judgeBundle(bundle: RawBundle | undefined, known: KnownAtEdge): BundleJudgement {
  if (bundle === undefined) return rejected('it is no bundle');
  const introduced = introducedBy(bundle, known);
  const authority = introduced ?? known.authority;
  if (authority === undefined) return rejected(unknownText(bundle));
  if (!isSignedBy(bundle, authority)) return rejected('its signature is not that of the organization');
  const header = parsed(bundleHeader, bundle.header);
  if (header === undefined) return rejected('its header is of another version');
  const problem = headerProblem(header, known, introduced !== undefined);
  if (problem !== undefined) return rejected(problem);
  return withSections(bundle.sections, header, { ...known, introduces: introduced });
}

function unknownText({ introduction }: RawBundle): string {
  return introduction === undefined
    ? 'the organization has not introduced itself, or too late'
    : 'its introduction is not proved by the secret of this subscription, or comes too late';
}

/** The CA that the bundle introduces, if whoever wrote it has the secret. */
function introducedBy({ introduction = '', header }: RawBundle, { secret }: KnownAtEdge): string | undefined {
  const said = parsed(introductionSchema, introduction);
  if (said === undefined || secret === undefined) return undefined;
  return isProof(said.proof, { secret, header, authority: said.authority }) ? said.authority : undefined;
}

function isSignedBy({ header, signature }: RawBundle, authority: string): boolean {
  try {
    const { publicKey } = new X509Certificate(authority);
    return verify('sha256', signedText(header), publicKey, signature);
  } catch {
    // No certificate, or no signature of such a key.
    return false;
  }
}

function headerProblem(
  header: BundleHeader,
  known: KnownAtEdge,
  isIntroduction: boolean,
): string | undefined {
  const { organization, edge, serial, issuedAt, validUntil } = header;
  const now = known.now.getTime();
  if (edge.toLowerCase() !== known.edge.toLowerCase()) return 'it is for another Edge subscription';
  const isOther = known.organization !== undefined && known.organization !== organization;
  if (isOther && !isIntroduction) return 'it is of another organization';
  if (!isIntroduction && serial <= known.serial) {
    return `its serial number ${serial} is not above ${known.serial}, which is in force`;
  }
  if (Date.parse(validUntil) <= now) return `it has expired at ${validUntil}`;
  if (Date.parse(issuedAt) > now + aheadMaxMs) return `it was issued in the future, at ${issuedAt}`;
  return undefined;
}

function withSections(
  sections: Sections,
  header: BundleHeader,
  { inForce, introduces }: Pick<KnownAtEdge, 'inForce'> & { readonly introduces: string | undefined },
): BundleJudgement {
  const signed = { ...header.sections, changes: header.recipientChanges?.digest };
  const forged = partNames.find((name) => {
    const part = sections[name];
    return part !== undefined && digestOf(part) !== signed[name];
  });
  if (forged !== undefined) return rejected(`its section ${forged} is not the one that was signed`);
  const isMade = sections.changes !== undefined && header.recipientChanges?.from === inForce?.recipients;
  const missing = sectionNames.filter((name) => {
    const isThere = sections[name] !== undefined || (name === 'recipients' && isMade);
    return !isThere && inForce?.[name] !== header.sections[name];
  });
  if (missing.length > 0) return { outcome: 'incomplete', missing };
  return { outcome: 'good', header, sections, introduces };
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

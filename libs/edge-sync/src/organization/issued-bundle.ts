import {
  digestOf,
  sectionDigests,
  sectionNames,
  signedText,
  writeBundle,
  type BundleHeader,
  type SectionDigests,
  type SectionName,
  type Sections,
} from '../bundle/bundle.js';
import { proofOf } from '../subscription/subscription-secret.js';
import type { WantedSections } from './edge-sections.js';

export interface ToIssue {
  readonly organization: string;
  readonly edge: string;
  readonly serial: number;
  readonly now: Date;
  readonly validMs: number;
  /** What the Edge should have; what is not named stays as it is known. */
  readonly sections: WantedSections;
  /** What the Edge is known to have: it is not sent again. */
  readonly known: Partial<SectionDigests>;
  /** For an Edge that does not know the organization yet. */
  readonly introduction: { readonly secret: string; readonly authority: string } | undefined;
  /** Signs in the name of the organization's CA. */
  readonly sign: (text: Buffer) => Buffer;
}

export interface IssuedBundle {
  readonly header: BundleHeader;
  readonly bytes: Buffer;
}

/** A bundle with what the Edge does not have yet. */
export function issueBundle(options: ToIssue): IssuedBundle {
  const { organization, edge, serial, now, validMs, sections, known, sign } = options;
  const parts = partsOf(sections, known);
  const from = known.recipients;
  const header: BundleHeader = {
    organization,
    edge,
    serial,
    issuedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + validMs).toISOString(),
    sections: sectionDigests.parse({ ...known, ...digestsOf(sections) }),
    ...(parts.changes !== undefined &&
      from !== undefined && { recipientChanges: { from, digest: digestOf(parts.changes) } }),
  };
  const text = JSON.stringify(header);
  const bytes = writeBundle({
    header: text,
    signature: sign(signedText(text)),
    introduction: introductionOf(options, text),
    sections: parts,
  });
  return { header, bytes };
}

/** Of recipients what has changed, if the Edge can make them of that. */
function partsOf(sections: WantedSections, known: Partial<SectionDigests>): Sections {
  const parts = sectionNames.flatMap((name) => {
    const section = sections[name];
    if (section === undefined || section.digest === known[name]) return [];
    return section.changes === undefined ? [[name, section.text]] : [['changes', section.changes]];
  });
  return Object.fromEntries(parts) as Sections;
}

export function digestsOf(sections: WantedSections): Partial<Record<SectionName, string>> {
  return Object.fromEntries(Object.entries(sections).map(([name, { digest }]) => [name, digest]));
}

function introductionOf({ introduction }: ToIssue, header: string): string | undefined {
  if (introduction === undefined) return undefined;
  const { authority } = introduction;
  return JSON.stringify({ authority, proof: proofOf({ ...introduction, header }) });
}

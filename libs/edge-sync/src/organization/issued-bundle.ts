import { proofOf } from '../subscription/subscription-secret.js';
import {
  digestOf,
  sectionNames,
  signedText,
  writeBundle,
  type BundleHeader,
  type SectionDigests,
  type SectionName,
} from '../bundle/bundle.js';

/** The whole of what an Edge is told. */
export type WholeSections = Readonly<Record<SectionName, string>>;

export interface ToIssue {
  readonly organization: string;
  readonly edge: string;
  readonly serial: number;
  readonly now: Date;
  readonly validMs: number;
  readonly sections: WholeSections;
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
  const digests = digestsOf(sections);
  const header: BundleHeader = {
    organization,
    edge,
    serial,
    issuedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + validMs).toISOString(),
    sections: digests,
  };
  const text = JSON.stringify(header);
  const fresh = sectionNames.filter((name) => digests[name] !== known[name]);
  const bytes = writeBundle({
    header: text,
    signature: sign(signedText(text)),
    introduction: introductionOf(options, text),
    sections: Object.fromEntries(fresh.map((name) => [name, sections[name]])),
  });
  return { header, bytes };
}

export function digestsOf(sections: WholeSections): SectionDigests {
  return {
    configuration: digestOf(sections.configuration),
    topology: digestOf(sections.topology),
    recipients: digestOf(sections.recipients),
  };
}

function introductionOf({ introduction }: ToIssue, header: string): string | undefined {
  if (introduction === undefined) return undefined;
  const { authority } = introduction;
  return JSON.stringify({ authority, proof: proofOf({ ...introduction, header }) });
}

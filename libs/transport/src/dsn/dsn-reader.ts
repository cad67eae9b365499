import type { Organization, TransportSettings } from '@mailyard/directory';
import {
  HeaderBlock,
  languageOfAuthor,
  languageOfTag,
  type DsnKind,
  type DsnReporter,
} from '@mailyard/message';
import type { LoadedCopy } from '@mailyard/queue';
import type { Path } from '@mailyard/smtp';

/** Who hears of a message's fate, and how the organization speaks to them. */
export interface DsnReader {
  /** Never null: a message with a null reverse-path is never answered (RFC 5321 §6.1), and every DSN has one. */
  readonly path: Path;
  readonly reporter: DsnReporter;
  /** Whether the organization's own names may be shown: the DSN stays inside. */
  readonly isInside: boolean;
  readonly maxAttachedBytes: number;
  readonly hearsOf: (kind: DsnKind) => boolean;
}

/** The reader of DSNs about a message; undefined for a null reverse-path. */
export function readerOf(
  { item }: Pick<LoadedCopy, 'item'>,
  header: HeaderBlock,
  { organization, fqdn }: { readonly organization: Organization; readonly fqdn: string },
): DsnReader | undefined {
  const path = item.envelope.reversePath;
  if (path === null) return undefined;
  const manners = mannersTo(path.domain, organization);
  const isInside = manners === toInside;
  // Who has signed in is one of ours, whatever the address.
  const isInternal = manners.isInternal || item.source.authAs === 'Internal';
  const settings = settingsFor(isInternal ? 'internal' : 'external', organization);
  return {
    path,
    isInside,
    maxAttachedBytes: settings.maxAttachedBytes,
    hearsOf(kind) {
      if (kind === 'delayed' && !settings.delays) return false;
      return kind === 'failed' || kind === 'delayed' ? manners.ndrs : manners.reports;
    },
    reporter: {
      ...settings.reporter,
      fqdn,
      defaultDomain: organization.defaultDomain.DomainName,
      language: (settings.detectsLanguage ? languageOfAuthor(header) : undefined) ?? settings.language,
      diagnostics: manners.diagnostics,
    },
  };
}

/** What reports a domain gets. */
interface Manners {
  readonly ndrs: boolean;
  readonly reports: boolean;
  readonly diagnostics: DsnReporter['diagnostics'];
  /** The organization speaks to it as to its own. */
  readonly isInternal: boolean;
}

const toInside: Manners = { ndrs: true, reports: true, diagnostics: 'whole', isInternal: true };
/** An ExternalRelay domain is somebody else's, and no remote domain. */
const toOutside: Manners = { ndrs: true, reports: true, diagnostics: 'without-trace', isInternal: false };

function mannersTo(domain: string, organization: Organization): Manners {
  const type = organization.acceptedDomain(domain)?.DomainType;
  if (type !== undefined) return type === 'ExternalRelay' ? toOutside : toInside;
  const remote = organization.remoteDomain(domain);
  if (remote === undefined) return toOutside;
  return {
    ndrs: remote.NDREnabled,
    reports: remote.DeliveryReportEnabled,
    diagnostics: remote.NDRDiagnosticInfoEnabled ? toOutside.diagnostics : 'none',
    isInternal: remote.IsInternal,
  };
}

/** The Internal or the External ones of TransportConfig. */
interface DsnSettings {
  readonly delays: boolean;
  readonly maxAttachedBytes: number;
  readonly detectsLanguage: boolean;
  readonly language: DsnReporter['language'];
  readonly reporter: Pick<DsnReporter, 'audience' | 'html' | 'authority' | 'postmaster'>;
}

function settingsFor(audience: DsnReporter['audience'], organization: Organization): DsnSettings {
  const { transport } = organization;
  const of = audience === 'internal' ? internalSettings(transport) : externalSettings(organization);
  const { authority, postmaster, html } = of;
  return {
    ...of,
    language: languageOfTag(of.defaultLanguage ?? '') ?? 'en',
    reporter: {
      audience,
      html,
      ...(authority === undefined ? {} : { authority }),
      ...(postmaster === undefined ? {} : { postmaster }),
    },
  };
}

function internalSettings(transport: TransportSettings) {
  return {
    delays: transport.InternalDelayDsnEnabled,
    maxAttachedBytes: transport.InternalDsnMaxMessageAttachSize,
    html: transport.InternalDsnSendHtml,
    detectsLanguage: transport.InternalDsnLanguageDetectionEnabled,
    defaultLanguage: transport.InternalDsnDefaultLanguage,
    authority: transport.InternalDsnReportingAuthority,
    postmaster: undefined,
  };
}

function externalSettings({ transport, edge }: Organization) {
  return {
    delays: transport.ExternalDelayDsnEnabled,
    maxAttachedBytes: transport.ExternalDsnMaxMessageAttachSize,
    html: transport.ExternalDsnSendHtml,
    detectsLanguage: transport.ExternalDsnLanguageDetectionEnabled,
    defaultLanguage: transport.ExternalDsnDefaultLanguage,
    authority: transport.ExternalDsnReportingAuthority,
    // An Edge speaks for itself, whatever the domains are that it accepts mail for.
    postmaster: transport.ExternalPostmasterAddress ?? (edge && `postmaster@${edge.Fqdn}`),
  };
}

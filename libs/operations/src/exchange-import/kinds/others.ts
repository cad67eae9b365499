import type { AcceptedDomain, RemoteDomain } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import { serverHere, unknownServer } from '../mapping/server-names.js';
import { textOfValue } from '../values/exported-value.js';
import { parameterTypes } from '../values/parameter-types.js';
import { CannotImport, type Draft, type ImportBasis } from './draft.js';

const lower = (...names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => name.toLowerCase()));

/** A domain that is here already is the same one, whatever it is called. */
function takeDomain(draft: Draft, here: readonly (AcceptedDomain | RemoteDomain)[]): void {
  const known = here.find(({ DomainName }) => isSameName(DomainName, draft.text('DomainName')));
  draft.written['Name'] = known?.Name ?? draft.text('Name').replaceAll(/[\\/*]/g, '_');
}

export function acceptedDomain(draft: Draft, { organization, names }: ImportBasis): void {
  draft.takeAll(lower('Name', 'Default', 'CatchAllRecipient', 'CatchAllRecipientID'));
  takeDomain(draft, organization.objects.AcceptedDomains);
  // One that is not the default one says nothing about which is.
  if (textOfValue(draft.get('Default')).toLowerCase() === 'true') draft.written['Default'] = true;
  const recipient = draft.text('CatchAllRecipient') || draft.text('CatchAllRecipientID');
  if (recipient !== '') draft.written['CatchAllRecipient'] = names.named(recipient);
}

export function remoteDomain(draft: Draft, { organization }: ImportBasis): void {
  draft.takeAll(lower('Name'));
  takeDomain(draft, organization.objects.RemoteDomains);
}

export function transportConfig(draft: Draft, { names }: ImportBasis): void {
  draft.takeAll(lower('Name', 'MicrosoftExchangeRecipientReplyRecipient'));
  const recipient = draft.text('MicrosoftExchangeRecipientReplyRecipient');
  if (recipient !== '') draft.written['MicrosoftExchangeRecipientReplyRecipient'] = names.named(recipient);
}

const prefixes = {
  TransportService: '',
  FrontendTransportService: 'Frontend',
  MailboxTransportService: 'Mailbox',
} as const;

/** A service of a server: its parameters are the server’s here, with the service in front. */
export function transportService(draft: Draft, { organization, mapping }: ImportBasis): Draft {
  const prefix = prefixes[draft.noun as keyof typeof prefixes];
  const types = parameterTypes('Servers');
  const wide = organizationWide(draft);
  draft.takeAll(lower('Name', 'Fqdn', ...wide), (property) => {
    const own = `${prefix}${property}`;
    return prefix !== '' && types.has(own.toLowerCase()) ? own : property;
  });
  const name = draft.text('Name') || draft.place.identity;
  const here = serverHere(name, organization, mapping);
  if (here === undefined) throw new CannotImport(unknownServer(name, organization));
  draft.written['Name'] = here;
  return draft.second('TransportConfig', wide);
}

/** What Exchange has at each server, and the organization has here. */
function organizationWide(draft: Draft): readonly string[] {
  const ofServers = parameterTypes('Servers');
  const ofOrganization = parameterTypes('TransportSettings');
  return draft.properties.filter(
    (name) => !ofServers.has(name.toLowerCase()) && ofOrganization.has(name.toLowerCase()),
  );
}

/** Parameters of rules that name recipients. */
const recipients =
  /^(?:ExceptIf)?(?:From|SentTo|AnyOf(?:To|Cc|ToCc)Header|ManagerAddresses|(?:From|SentTo|AnyOf\w+|Between)MemberOf[12]?)$|^(?:RedirectMessageTo|AddToRecipients|CopyTo|BlindCopyTo|ModerateMessageByUser|GenerateIncidentReport)$/i;

export function transportRule(draft: Draft, { names }: ImportBasis): void {
  draft.takeAll(lower('Name', 'IncidentReportOriginalMail'));
  draft.written['Name'] = draft.text('Name');
  if (/^Include/i.test(draft.text('IncidentReportOriginalMail'))) attachOriginal(draft);
  for (const [parameter, value] of Object.entries(draft.written)) {
    // What a rule does not do it says with false.
    if (value === false) draft.written[parameter] = null;
    if (recipients.test(parameter)) draft.written[parameter] = named(value, (text) => names.named(text));
  }
}

/** What Exchange says beside the content of the report is a part of it here. */
function attachOriginal({ written }: Draft): void {
  const { IncidentReportContent: content } = written;
  const others = Array.isArray(content) ? content.filter((each) => each !== 'AttachOriginalMail') : [];
  written['IncidentReportContent'] = [...others, 'AttachOriginalMail'];
}

function named(value: unknown, nameOf: (text: string) => string): unknown {
  if (typeof value === 'string') return nameOf(value);
  return Array.isArray(value) ? value.map((each) => named(each, nameOf)) : value;
}

export function plain(draft: Draft): void {
  draft.takeAll(new Set());
}

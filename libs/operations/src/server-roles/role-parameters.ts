import {
  kinds,
  objectKinds,
  ObjectRefused,
  type ObjectKind,
  type ObjectRefusal,
  type Organization,
} from '@mailyard/directory';
import { brokenRules } from '@mailyard/schema';
import type { ServerRole } from '@mailyard/service';

/** What stands for a parameter at an Edge, where it is not there: the cure of who says it all the same. */
type Lacking = (parameter: string) => string | undefined;

/** Words of a parameter that mean nothing at an Edge. */
interface LackingValues {
  readonly values: readonly string[];
  readonly cure: string;
}

const oneService = 'Leave it out: an Edge has one transport service.';
const noForeign = 'Leave it out: an Edge has no Foreign connectors.';
const noSites = 'Leave it out: an Edge is in no site.';
const ownConnectors = (parameter: string): string =>
  `Say ${parameter} of its connectors, which alone limit what an Edge takes.`;
const noRecipients = 'Leave it out: an Edge has no recipients.';
const noSafetyNet = 'Leave it out: Safety Net is for mailboxes.';

const among =
  (cures: Readonly<Record<string, string>>): Lacking =>
  (parameter) =>
    cures[parameter];

/** Of rules an Edge has those that need no recipients of a directory: a part of the conditions, exceptions and actions. */
const ruleParameters = new Set(
  `Name Priority State Mode Comments ActivationDate ExpiryDate StopRuleProcessing RuleErrorAction SenderAddressLocation
  FromScope FromAddressContainsWords FromAddressMatchesPatterns AnyOfRecipientAddressContainsWords
  AnyOfRecipientAddressMatchesPatterns SubjectContainsWords SubjectMatchesPatterns SubjectOrBodyContainsWords
  SubjectOrBodyMatchesPatterns HeaderContainsMessageHeader HeaderContainsWords HeaderMatchesMessageHeader
  HeaderMatchesPatterns MessageSizeOver SCLOver RejectMessageReasonText RejectMessageEnhancedStatusCode DeleteMessage
  RedirectMessageTo AddToRecipients CopyTo BlindCopyTo SetHeaderName SetHeaderValue RemoveHeader SetSCL PrependSubject`.split(
    /\s+/,
  ),
);

/** Parameters of objects that servers of an organization alone have, by the kind of the object. */
const edgeLacks: Readonly<Partial<Record<ObjectKind, Lacking>>> = {
  Servers: (parameter) => {
    if (parameter === 'ADSite') return noSites;
    if (parameter === 'RootDropDirectoryPath') return noForeign;
    return /^(?:Frontend|Mailbox)/.test(parameter) ? oneService : undefined;
  },
  ReceiveConnectors: among({ TransportRole: oneService }),
  SendConnectors: among({
    SourceTransportServers: 'Leave it out: it is the Edge itself that sends.',
    IsScopedConnector: noSites,
    FrontendProxyEnabled: oneService,
  }),
  TransportSettings: among({
    MaxReceiveSize: ownConnectors('MaxMessageSize'),
    MaxSendSize: ownConnectors('MaxMessageSize'),
    MaxRecipientEnvelopeLimit: ownConnectors('MaxRecipientsPerMessage'),
    ExpansionSizeLimit: noRecipients,
    ModerationExpirationTimeout: noRecipients,
    JournalingReportNdrTo: 'Leave it out: journaling is for mailboxes.',
    MailboxDeliveryQueueRetryInterval: noRecipients,
    MaxConcurrentMailboxDeliveries: noRecipients,
    SafetyNetHoldTime: noSafetyNet,
    SafetyNetMaxDirectorySize: noSafetyNet,
  }),
  TransportRules: (parameter) =>
    ruleParameters.has(parameter.replace(/^ExceptIf/, '')) ? undefined : noRecipients,
};

/** The kind refuses them; nobody is offered one either. */
const edgeLacksValues: Readonly<Partial<Record<ObjectKind, Readonly<Record<string, LackingValues>>>>> = {
  ReceiveConnectors: {
    Usage: { values: ['Client'], cure: 'Clients submit mail to the organization, and not to its Edge.' },
    PermissionGroups: { values: ['ExchangeLegacyServers'], cure: 'Say ExchangeServers.' },
  },
};

const noApplications = 'Applications send mail to the organization, and not to its Edge.';

/** Of cmdlets that are about no object of the directory, or about more than one kind: by their nouns. */
const othersLack: Readonly<Record<string, Lacking>> = {
  Administrator: among({ RoleGroups: 'Every administrator of an Edge may do everything.' }),
  ApiToken: among({
    RoleGroups: 'Every administrator of an Edge may do everything: say ReadOnly.',
    Scope: noApplications,
    Name: noApplications,
    Senders: noApplications,
    RecipientDomains: noApplications,
    ReceiveConnector: noApplications,
    MessageRateLimit: noApplications,
  }),
  TransportService: (parameter) => edgeLacks.Servers?.(parameter) ?? edgeLacks.TransportSettings?.(parameter),
};

const kindOf = new Map<string, ObjectKind>(objectKinds.map((kind) => [kinds[kind].noun, kind]));

interface Named {
  /** A cmdlet: `New-ReceiveConnector`. */
  readonly cmdlet: string;
  readonly parameter: string;
}

/** Why a cmdlet of a server of the role lacks the parameter; undefined: it has it, as those that only read have all. */
export function whyLacking({ cmdlet, parameter }: Named, role: ServerRole): string | undefined {
  if (role === 'Mailbox' || !/^(?:New|Set)-/.test(cmdlet)) return undefined;
  const noun = cmdlet.slice(4);
  const kind = kindOf.get(noun);
  const cure = (othersLack[noun] ?? (kind && edgeLacks[kind]))?.(parameter) ?? usageCure(kind, parameter);
  return cure && `it is not available on an Edge server. ${cure.replace(/\.$/, '')}`;
}

/** A usage type is a switch, too. */
function usageCure(kind: ObjectKind | undefined, parameter: string): string | undefined {
  const usage = kind && edgeLacksValues[kind]?.['Usage'];
  return usage?.values.includes(parameter) === true ? usage.cure : undefined;
}

/** The words of a parameter that a server of the role knows. */
export function knownValues(
  { cmdlet, parameter }: Named,
  values: readonly string[],
  role: ServerRole,
): readonly string[] {
  const kind = kindOf.get(cmdlet.slice(4));
  if (role === 'Mailbox' || kind === undefined) return values;
  const lacking = edgeLacksValues[kind]?.[parameter]?.values ?? [];
  return values.filter((value) => !lacking.includes(value));
}

/** Throws ObjectRefused for parameters that mean nothing at the Edge that the directory is of; its values are the kind's to judge. */
export function requireParametersOfRole(
  kind: ObjectKind,
  said: Readonly<Record<string, unknown>>,
  { edge }: Pick<Organization, 'edge'>,
): void {
  if (edge === undefined) return;
  const refusals = Object.keys(said).flatMap((parameter) => {
    const cure = edgeLacks[kind]?.(parameter);
    return cure === undefined ? [] : [refusal(kind, parameter, cure)];
  });
  if (refusals.length > 0) throw new ObjectRefused(refusals);
}

function refusal(kind: ObjectKind, parameter: string, cure: string): ObjectRefusal {
  const path = [parameter];
  // The catalogue has the rule for Receive connectors; the sentence is the same for all.
  const { rule, reason } = brokenRules.A12(parameter);
  return { kind, path, reason, cure, ...(kind === 'ReceiveConnectors' && { rule }) };
}

import { domainKey } from '@mailyard/smtp';

import { isInDomain } from '../organization.js';
import {
  identityKey,
  nameOf,
  objectAt,
  objectKinds,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { DistributionGroup, Mailbox } from '../kinds/mailboxes/recipient.js';
import { loginKey } from '@mailyard/schema';
import { nameKey, readableName } from '@mailyard/schema';
import { smtpAddressKey } from '@mailyard/schema';
import { accessControlProblems } from './access-control-rules.js';
import { connectorProblems } from './connector-rules.js';
import type { Problem } from '@mailyard/schema';

/**
 * What no single object's schema can see: names, addresses and references between objects. Of two objects that want the
 * same the one is told that is being written.
 */
export function organizationProblems(
  objects: OrganizationObjects,
  isWritten: (kind: ObjectKind, index: number) => boolean = () => true,
): readonly Problem[] {
  const contest: Contest = (claims) => contested(objects, claims, isWritten);
  return [
    ...objectKinds.flatMap((kind) => contest(claimsOn(objects, [kind, 'Guid']))),
    ...duplicateNames(objects, contest),
    ...domainProblems(objects),
    ...recipientProblems(objects, contest),
    ...memberProblems(objects),
    ...credentialProblems(objects),
    ...connectorProblems(objects),
    ...accessControlProblems(objects),
    ...settingsProblems(objects),
  ];
}

interface Claim {
  readonly key: string;
  readonly path: readonly [ObjectKind, number, ...string[]];
  readonly shown: string;
}

type Contest = (claims: readonly Claim[]) => readonly Problem[];

/** A problem for every claim on a key that an earlier one has; places in a list would tell a reader nothing. */
function contested(
  objects: OrganizationObjects,
  claims: readonly Claim[],
  isWritten: (kind: ObjectKind, index: number) => boolean,
): readonly Problem[] {
  const owners = new Map<string, Claim>();
  const problems: Problem[] = [];
  const { older = [], newer = [] } = Object.groupBy(claims, ({ path: [kind, index] }) =>
    isWritten(kind, index) ? 'newer' : 'older',
  );
  for (const claim of [...older, ...newer]) {
    const owner = owners.get(claim.key);
    if (owner === undefined) owners.set(claim.key, claim);
    else {
      const object = objectAt(objects, owner.path);
      const name = object === undefined ? '' : nameOf(object);
      problems.push({ path: claim.path, reason: `${claim.shown} is taken by ${owner.path[0]}[${name}]` });
    }
  }
  return problems;
}

function claimsOn(
  objects: OrganizationObjects,
  [kind, property]: readonly [ObjectKind, string],
  keyOf = nameKey,
): readonly Claim[] {
  const list: readonly object[] = objects[kind];
  return list.map((object, index) => {
    const shown = String((object as Readonly<Record<string, unknown>>)[property]);
    return { key: keyOf(shown), path: [kind, index, property], shown };
  });
}

function duplicateNames(objects: OrganizationObjects, contest: Contest): readonly Problem[] {
  const connectors: readonly Claim[] = objects.ReceiveConnectors.map((connector, index) => ({
    key: identityKey('ReceiveConnectors', connector),
    path: ['ReceiveConnectors', index, 'Name'],
    shown: `${connector.Server}\\${connector.Name}`,
  }));
  const recipients = recipientsOf(objects);
  const byProperty = (property: 'Name' | 'Alias') =>
    contest(
      recipients.map(({ recipient, path }) => ({
        key: nameKey(recipient[property]),
        path: [...path, property],
        shown: recipient[property],
      })),
    );
  return [
    ...contest(connectors),
    ...contest(claimsOn(objects, ['Servers', 'Name'])),
    ...contest(claimsOn(objects, ['AcceptedDomains', 'Name'], (name) => domainKey(nameKey(name)))),
    ...contest(claimsOn(objects, ['AcceptedDomains', 'DomainName'], domainKey)),
    ...contest(claimsOn(objects, ['Credentials', 'Login'], loginKey)),
    ...contest(claimsOn(objects, ['Mailboxes', 'UserPrincipalName'], loginKey)),
    ...byProperty('Name'),
    ...byProperty('Alias'),
  ];
}

function recipientsOf(objects: OrganizationObjects) {
  const list = <T extends Mailbox | DistributionGroup>(kind: ObjectKind, recipients: readonly T[]) =>
    recipients.map((recipient, index) => ({
      recipient,
      path: [kind, index] as const,
    }));
  return [
    ...list<Mailbox | DistributionGroup>('Mailboxes', objects.Mailboxes),
    ...list('DistributionGroups', objects.DistributionGroups),
  ];
}

function domainProblems({ AcceptedDomains }: OrganizationObjects): readonly Problem[] {
  const defaults = AcceptedDomains.filter((domain) => domain.Default);
  const wildcard = AcceptedDomains.findIndex(
    (domain) => domain.Default && domain.DomainName.startsWith('*.'),
  );
  return [
    ...(defaults.length === 1
      ? []
      : [
          {
            path: ['AcceptedDomains'],
            reason: `exactly one must have Default: true (${defaults.length} have)`,
          },
        ]),
    ...(wildcard === -1
      ? []
      : [
          {
            path: ['AcceptedDomains', wildcard, 'Default'],
            reason: 'a domain with *. cannot be the default',
          },
        ]),
  ];
}

function recipientProblems(objects: OrganizationObjects, contest: Contest): readonly Problem[] {
  const claims = recipientsOf(objects).flatMap(({ recipient, path }) =>
    recipient.EmailAddresses.map((address, index): Claim => ({
      key: smtpAddressKey(address),
      // The schema puts the primary address first, so the places of the others are no longer those of the input.
      path: [...path, index === 0 ? 'PrimarySmtpAddress' : 'EmailAddresses'],
      shown: address,
    })),
  );
  const outside = claims.filter(({ key }) => {
    const domain = key.slice(key.lastIndexOf('@') + 1);
    return !objects.AcceptedDomains.some((accepted) => isInDomain(domain, accepted.DomainName));
  });
  return [
    ...contest(claims),
    ...outside.map(({ path, shown }) => ({ path, reason: `${shown} is in no accepted domain` })),
  ];
}

/** What recipients are called by: names, aliases and addresses. */
function recipientKeys(objects: OrganizationObjects): ReadonlySet<string> {
  return new Set(
    recipientsOf(objects).flatMap(({ recipient }) =>
      [recipient.Name, recipient.Alias, ...recipient.EmailAddresses].map(memberKey),
    ),
  );
}

function memberProblems(objects: OrganizationObjects): readonly Problem[] {
  const known = recipientKeys(objects);
  return objects.DistributionGroups.flatMap((group, index) =>
    group.Members.flatMap((member, at) =>
      known.has(memberKey(member))
        ? []
        : [{ path: ['DistributionGroups', index, 'Members', at], reason: `no recipient ${member}` }],
    ),
  );
}

/** A group names its members by name, alias or address. */
function memberKey(name: string): string {
  const readable = readableName(name);
  return readable.includes('@') ? smtpAddressKey(readable) : readable.toLowerCase();
}

function credentialProblems({ Credentials, Mailboxes }: OrganizationObjects): readonly Problem[] {
  const logins = new Set(Mailboxes.map((mailbox) => loginKey(mailbox.UserPrincipalName)));
  return Credentials.flatMap(({ Login, MemberOf }, index) =>
    logins.has(loginKey(Login)) || MemberOf.includes('Exchange Servers')
      ? []
      : [{ path: ['Credentials', index, 'Login'], reason: `no mailbox has UserPrincipalName ${Login}` }],
  );
}

function settingsProblems(objects: OrganizationObjects): readonly Problem[] {
  const { TransportSettings } = objects;
  const [settings] = TransportSettings;
  if (settings === undefined || TransportSettings.length > 1) {
    return [
      { path: ['TransportSettings'], reason: `must be there once (found ${TransportSettings.length})` },
    ];
  }
  const postmaster = settings.MicrosoftExchangeRecipientReplyRecipient;
  if (postmaster === undefined || recipientKeys(objects).has(memberKey(postmaster))) return [];
  const path = ['TransportSettings', 0, 'MicrosoftExchangeRecipientReplyRecipient'];
  return [{ path, reason: `no recipient ${postmaster}` }];
}

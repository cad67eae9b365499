import { domainKey } from '@mailyard/smtp';

import { isInDomain } from '../organization.js';
import {
  nameOf,
  objectAt,
  objectKinds,
  type ObjectKind,
  type OrganizationObjects,
} from '../objects/organization-objects.js';
import type { DistributionGroup, Mailbox } from '../objects/recipient.js';
import { loginKey } from '../values/login.js';
import { smtpAddressKey } from '../values/smtp-address.js';
import { accessControlProblems } from './access-control-rules.js';
import { connectorProblems } from './connector-rules.js';
import type { Problem } from './problem.js';

/** What no single object's schema can see: names, addresses and references between objects. */
export function organizationProblems(objects: OrganizationObjects): readonly Problem[] {
  return [
    ...objectKinds.flatMap((kind) => duplicates(objects, [kind, 'Guid'])),
    ...duplicateNames(objects),
    ...domainProblems(objects),
    ...recipientProblems(objects),
    ...memberProblems(objects),
    ...credentialProblems(objects),
    ...connectorProblems(objects),
    ...accessControlProblems(objects),
    ...settingsProblems(objects),
  ];
}

interface Claim {
  readonly key: string;
  readonly path: readonly (string | number)[];
  readonly shown: string;
}

/** A problem for every claim on a key that an earlier one has; places in a list would tell a reader nothing. */
function contested(objects: OrganizationObjects, claims: readonly Claim[]): readonly Problem[] {
  const owners = new Map<string, Claim>();
  const problems: Problem[] = [];
  for (const claim of claims) {
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

function duplicates(
  objects: OrganizationObjects,
  [kind, property]: readonly [ObjectKind, string],
  keyOf = (name: string) => name.toLowerCase(),
): readonly Problem[] {
  const list: readonly object[] = objects[kind];
  const claims = list.map((object, index) => {
    const shown = String((object as Readonly<Record<string, unknown>>)[property]);
    return { key: keyOf(shown), path: [kind, index, property], shown };
  });
  return contested(objects, claims);
}

function duplicateNames(objects: OrganizationObjects): readonly Problem[] {
  const connectors = objects.ReceiveConnectors.map(({ Server, Name }, index) => ({
    key: `${Server}\\${Name}`.toLowerCase(),
    path: ['ReceiveConnectors', index, 'Name'],
    shown: `${Server}\\${Name}`,
  }));
  const recipients = recipientsOf(objects);
  const byProperty = (property: 'Name' | 'Alias') =>
    contested(
      objects,
      recipients.map(({ recipient, path }) => ({
        key: recipient[property].toLowerCase(),
        path: [...path, property],
        shown: recipient[property],
      })),
    );
  return [
    ...contested(objects, connectors),
    ...duplicates(objects, ['Servers', 'Name']),
    ...duplicates(objects, ['AcceptedDomains', 'Name']),
    ...contested(
      objects,
      objects.AcceptedDomains.map(({ DomainName }, index) => ({
        key: domainKey(DomainName),
        path: ['AcceptedDomains', index, 'DomainName'],
        shown: DomainName,
      })),
    ),
    ...duplicates(objects, ['Credentials', 'Login'], loginKey),
    ...duplicates(objects, ['Mailboxes', 'UserPrincipalName'], loginKey),
    ...byProperty('Name'),
    ...byProperty('Alias'),
  ];
}

function recipientsOf(objects: OrganizationObjects) {
  const list = <T extends Mailbox | DistributionGroup>(kind: ObjectKind, recipients: readonly T[]) =>
    recipients.map((recipient, index) => ({
      recipient,
      path: [kind, index] as readonly (string | number)[],
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

function recipientProblems(objects: OrganizationObjects): readonly Problem[] {
  const claims = recipientsOf(objects).flatMap(({ recipient, path }) =>
    recipient.EmailAddresses.map((address, index) => ({
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
    ...contested(objects, claims),
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
  return name.includes('@') ? smtpAddressKey(name) : name.toLowerCase();
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

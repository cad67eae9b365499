import { X509Certificate } from 'node:crypto';

import type { Organization } from '@mailyard/directory';

import type { ExportedObject } from '../files/export-file.js';
import { converters } from '../kinds/converters.js';
import { CannotImport, Draft, isNoun, type ImportBasis } from '../kinds/draft.js';
import { recognised, type ExportedNoun } from '../kinds/recognised.js';
import { acceptedBy } from '../mapping/accepted-domains.js';
import { RecipientNames } from '../mapping/recipient-names.js';
import { textOfValue } from '../values/exported-value.js';
import { isRefused, type Candidate, type ExportPlace, type Refused } from './candidate.js';
import type { ImportMapping } from './import-options.js';

/** An object whose sort is known. */
export interface PlacedObject {
  readonly place: ExportPlace;
  readonly object: ExportedObject;
}

/** Every object of an export, once it is known what it is and what the others call it. */
export interface Collected {
  readonly basis: ImportBasis;
  readonly candidates: readonly Candidate[];
  readonly refused: readonly Refused[];
  /** What belongs to other objects: entries of access control lists, members of groups. */
  readonly parts: readonly PlacedObject[];
}

const recipientNouns: readonly ExportedNoun[] = [
  'Mailbox',
  'RemoteMailbox',
  'MailContact',
  'MailUser',
  'DistributionGroup',
  'DynamicDistributionGroup',
];

export function collected(
  objects: readonly ExportedObject[],
  organization: Organization,
  mapping: ImportMapping,
): Collected {
  const placed = objects.map((object) => ({ object, place: placeOf(object) }));
  const left = new Set(mapping.leaveOut.map((name) => name.toLowerCase()));
  const wanted = placed.filter(({ place }) => namesOf(place).every((name) => !left.has(name.toLowerCase())));
  const names = namesIn(wanted, organization);
  const basis = { organization, mapping, names, isAccepted: acceptedBy(organization, domainsIn(wanted)) };
  const outcomes = wanted.flatMap((each) => (isPart(each) ? [] : converted(each, basis)));
  return {
    basis,
    candidates: outcomes.filter((each): each is Candidate => !isRefused(each)),
    refused: outcomes.filter((each) => isRefused(each)),
    parts: wanted.filter(isPart),
  };
}

/** By which it may be left out: two sorts of objects may have the same name. Permissions go with their connector. */
function namesOf({ noun, identity }: ExportPlace): readonly string[] {
  const nouns = noun === 'ADPermission' ? [noun, 'ReceiveConnector', 'SendConnector'] : [noun];
  return [identity, ...nouns.map((each) => `${each} ${identity}`)];
}

function isPart({ place: { noun } }: PlacedObject): boolean {
  return noun === 'ADPermission' || noun === 'DistributionGroupMember';
}

export function placeOf(object: ExportedObject): ExportPlace {
  const { file, number, properties } = object;
  const named = ['Identity', 'Name', 'Id', 'DomainName', 'PrimarySmtpAddress', 'DisplayName'];
  const identity = named.map((name) => textOfValue(properties.get(name))).find((text) => text !== '') ?? '';
  const noun = recognised(object) ?? 'unknown';
  return {
    file,
    number,
    noun,
    identity: noun === 'ExchangeCertificate' ? certificateName(object) : identity,
  };
}

/** CLIXML has of a certificate its octets alone. */
function certificateName({ properties }: ExportedObject): string {
  try {
    const octets = Buffer.from(textOfValue(properties.get('RawData')), 'base64');
    const { fingerprint, subject } = new X509Certificate(octets);
    return `${fingerprint.replaceAll(':', '')} ${subject.replaceAll('\n', ', ')}`;
  } catch {
    // What it is called tells people only: it is not carried over.
    return textOfValue(properties.get('Thumbprint'));
  }
}

function converted({ object, place }: PlacedObject, basis: ImportBasis): readonly (Candidate | Refused)[] {
  const { noun } = place;
  if (noun === 'unknown') return [{ place, reason: `nothing tells what it is: ${columnsOf(object)}` }];
  if (noun === 'ExchangeCertificate') {
    const reason =
      'no export holds its private key: Export-ExchangeCertificate there, Import-ExchangeCertificate here';
    return [{ place, reason }];
  }
  if (!isNoun(noun)) throw new Error(`${noun} is a part of something else`);
  const draft = new Draft(place, noun, object);
  try {
    const second = converters[noun](draft, basis);
    return second === undefined ? [draft] : [draft, second];
  } catch (error) {
    if (!(error instanceof CannotImport)) throw error;
    return [{ place, reason: error.message, notes: draft.notes }];
  }
}

function columnsOf({ properties }: ExportedObject): string {
  const names = properties.entries().map(([name]) => name);
  const shown = [...names].slice(0, 8).join(', ');
  return `its properties are ${shown.slice(0, 200)}; name the file after the cmdlet, as GetMailbox.csv`;
}

function namesIn(placed: readonly PlacedObject[], organization: Organization): RecipientNames {
  const names = new RecipientNames(organization);
  for (const { object, place } of placed) {
    if (place.noun === 'unknown' || !recipientNouns.includes(place.noun)) continue;
    const address = textOfValue(object.properties.get('PrimarySmtpAddress')).replace(/^smtp:/i, '');
    const here = address === '' ? undefined : names.nameOfAddress(address);
    names.add(object, here ?? textOfValue(object.properties.get('Name')));
  }
  return names;
}

function domainsIn(placed: readonly PlacedObject[]): readonly string[] {
  return placed.flatMap(({ place, object: { properties } }) => {
    if (place.noun !== 'AcceptedDomain') return [];
    const name = textOfValue(properties.get('DomainName'));
    const isWide = textOfValue(properties.get('MatchSubDomains')).toLowerCase() === 'true';
    return isWide ? [name, `*.${name}`] : [name];
  });
}

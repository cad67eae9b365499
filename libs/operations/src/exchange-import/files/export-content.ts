import type { Organization } from '@mailyard/directory';
import { PSObject } from '@mailyard/powershell';
import { isSameName, isWildcard, parseBinding } from '@mailyard/schema';

import { serverHere } from '../mapping/server-names.js';
import { placeOf, type PlacedObject } from '../plan/collected.js';
import { isEmpty, textOfValue } from '../values/exported-value.js';
import { listItems } from '../values/list-items.js';
import { readExport, type ExportFile } from './export-file.js';
import { exchangeVersion } from './exchange-version.js';

/** What a file holds, and what of it has another name here or is in no export. */
export interface ExportContent {
  readonly objects: readonly { readonly noun: string; readonly count: number }[];
  /** `Exchange 2019`; undefined: the file does not say it. */
  readonly version: string | undefined;
  readonly servers: readonly { readonly name: string; readonly here?: string | undefined }[];
  readonly domains: readonly ExportedDomain[];
  /** Local addresses that bindings name. */
  readonly addresses: readonly string[];
  readonly credentials: readonly ExportedCredential[];
}

interface ExportedDomain {
  readonly identity: string;
  readonly domain: string;
  readonly isHere: boolean;
}

/** A Send connector that signs in; the password is in no export. */
interface ExportedCredential {
  readonly connector: string;
  /** Empty: the file does not say it. */
  readonly userName: string;
  /** Whether the connector here has a password, which stays. */
  readonly isHere: boolean;
}

/** Throws ExportError. */
export function exportContent(file: ExportFile, organization: Organization): ExportContent {
  const objects = readExport(file);
  const placed = objects.map((object) => ({ object, place: placeOf(object) }));
  const counts = Map.groupBy(placed, ({ place }) => place.noun);
  return {
    objects: [...counts].map(([noun, { length: count }]) => ({ noun, count })),
    version: exchangeVersion(objects, file),
    servers: [...new Set(placed.flatMap(serversOf))].map((name) => ({
      name,
      here: serverHere(name, organization, { servers: {} }),
    })),
    domains: placed.flatMap((each) => domainOf(each, organization)),
    addresses: [...new Set(placed.flatMap(addressesOf))],
    credentials: placed.flatMap((each) => credentialOf(each, organization)),
  };
}

const senders: readonly PlacedObject['place']['noun'][] = [
  'SendConnector',
  'ForeignConnector',
  'DeliveryAgentConnector',
];

function serversOf({ object: { properties }, place: { noun, identity } }: PlacedObject): readonly string[] {
  if (senders.includes(noun)) return itemsOf(properties, 'SourceTransportServers');
  if (noun === 'ReceiveConnector') {
    return [textOfValue(properties.get('Server')) || identity.split('\\')[0]].filter(
      (name) => name !== undefined,
    );
  }
  return noun.endsWith('TransportService') ? [textOfValue(properties.get('Name')) || identity] : [];
}

function itemsOf(properties: PSObject['properties'], name: string): readonly string[] {
  const value = properties.get(name);
  if (value === undefined || isEmpty(value)) return [];
  const list = listItems(value, name);
  return 'unusable' in list ? [] : list.items;
}

function domainOf({ object, place }: PlacedObject, organization: Organization): readonly ExportedDomain[] {
  if (place.noun !== 'AcceptedDomain') return [];
  const domain = textOfValue(object.properties.get('DomainName'));
  const isHere = organization.objects.AcceptedDomains.some((each) => isSameName(each.DomainName, domain));
  return [{ identity: place.identity, domain, isHere }];
}

function addressesOf({ object, place }: PlacedObject): readonly string[] {
  if (place.noun !== 'ReceiveConnector') return [];
  return itemsOf(object.properties, 'Bindings').flatMap((text) => {
    const endpoint = parseBinding(text);
    return endpoint === undefined || isWildcard(endpoint) ? [] : [endpoint.address];
  });
}

function credentialOf(
  { object: { properties }, place }: PlacedObject,
  organization: Organization,
): readonly ExportedCredential[] {
  const credential = properties.get('AuthenticationCredential');
  if (place.noun !== 'SendConnector' || credential === undefined || isEmpty(credential)) return [];
  const connector = textOfValue(properties.get('Name'));
  const userName = credential instanceof PSObject ? textOfValue(credential.properties.get('UserName')) : '';
  const known = organization.sendConnectors.find(({ Name }) => Name === connector);
  return [{ connector, userName, isHere: known?.SealedPassword !== undefined }];
}

import { Document, isScalar, Scalar, visit } from 'yaml';

import {
  objectKinds,
  type ObjectKind,
  type OrganizationObjects,
} from '../../objects/organization-objects.js';
import { writtenValue } from './parameter-text.js';
import { without, type Written } from '../written.js';

const introduction = ` The organization at revision REVISION, to be changed and applied: organization -- plan FILE, organization -- apply FILE.
 An object that is taken out of its section is removed. Without a section connectors and settings are the default ones,
 and everything else stays as it is; so do credentials, which are never written here.`;

/** The text of which an organization is made again, without Guids and secrets. */
export function organizationToText(revision: number, objects: OrganizationObjects): string {
  const sections = objectKinds
    .filter((kind) => kind !== 'Credentials')
    .map((kind) => [kind, sectionOf(kind, objects)] as const);
  const document = new Document(Object.fromEntries(sections), {
    // Older YAML takes 00:10:00 for a number of seconds: quoted, it is text for every tool.
    compat: 'yaml-1.1',
  });
  document.commentBefore = introduction.replace('REVISION', String(revision));
  visit(document, {
    // Some readers stumble over the colons of IPv6 addresses.
    Scalar: (_, scalar) => {
      if (String(scalar.value).includes(':')) scalar.type = Scalar.QUOTE_SINGLE;
    },
    // A list of plain values is read more easily in one line.
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

function sectionOf(kind: ObjectKind, objects: OrganizationObjects): Written | readonly Written[] {
  const list = objects[kind].map((object) => written(kind, object));
  if (kind === 'TransportSettings') return list[0] ?? {};
  // All connectors are in the text: those that setup would make may have been removed.
  return kind === 'Servers' ? list.map((server) => ({ ...server, DefaultReceiveConnectors: false })) : list;
}

/** Objects keep their Guid by name, so that a text has none. */
function written(kind: ObjectKind, object: object): Written {
  const entries = Object.entries(without(object, 'Guid')).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, writtenValue(kind, name, value)]));
}

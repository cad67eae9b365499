import {
  hasBorders,
  hasProtectedName,
  protectedNamesRead,
  withoutBorders,
} from '../header/field-readings.js';
import type { HeaderBlock, HeaderField } from '../header/header-block.js';
import { hiddenSenderField, senderFieldName } from '../sender/sender-field-names.js';

/** Which families of header fields a sender may bring along; from ms-Exch-Accept-Headers-Routing and its kin. */
export interface HeaderRights {
  /** Received and Resent-*. */
  readonly routing: boolean;
  /** X-MS-Exchange-Organization-*. */
  readonly organization: boolean;
  /** X-MS-Exchange-Forest-*. */
  readonly forest: boolean;
}

export const noHeaderRights: HeaderRights = { routing: false, organization: false, forest: false };

const exchangePrefix = 'x-ms-exchange-';
const organizationPrefix = `${exchangePrefix}organization-`;
const forestPrefix = `${exchangePrefix}forest-`;

/** What a mailbox may see of the organization's own fields. */
const keptAtDelivery: ReadonlySet<string> = new Set(
  ['SCL', 'AuthDomain', 'AuthMechanism', 'AuthSource', 'AuthAs', 'OriginalArrivalTime', 'OriginalSize'].map(
    (name) => organizationPrefix + name.toLowerCase(),
  ),
);

/**
 * Removes every family for which the right is missing: such fields steer trust, so they are no stranger's to set. A field
 * goes when any reader finds such a name in it. Sender fields keep no octet at which their readers part, and are nowhere
 * but in fields of their own.
 */
export function applyHeaderFirewall(block: HeaderBlock, rights: HeaderRights): HeaderBlock {
  const denied = (name: string): boolean => {
    const family = familyOf(name);
    return family !== undefined && !rights[family];
  };
  const kept = block.without((field) => {
    const names = protectedNamesRead(field);
    return (
      names.some(denied) ||
      (!rights.organization && names.length > 1 && hiddenSenderField(field) !== undefined)
    );
  });
  return rights.organization ? kept : kept.replace(isAmbiguousSender, withoutBorders);
}

function isAmbiguousSender(field: HeaderField): boolean {
  return senderFieldName(field) !== undefined && hasBorders(field);
}

/**
 * Before a message enters a mailbox: the organization's fields go, save those that mailbox clients read, and every
 * Return-Path, since final delivery writes its own (RFC 5321 §4.4).
 */
export function deliveryFirewall(block: HeaderBlock): HeaderBlock {
  return block.without((field) => {
    const isHidden = (name: string): boolean => {
      if (name === 'return-path') return true;
      const family = familyOf(name);
      if (family !== 'organization') return family === 'forest';
      return !keptAtDelivery.has(name) || name !== field.name.toLowerCase();
    };
    return hasProtectedName(field, isHidden);
  });
}

function familyOf(name: string): keyof HeaderRights | undefined {
  if (name === 'received' || name.startsWith('resent-')) return 'routing';
  if (!name.startsWith(exchangePrefix)) return undefined;
  if (name.startsWith(organizationPrefix)) return 'organization';
  return name.startsWith(forestPrefix) ? 'forest' : undefined;
}

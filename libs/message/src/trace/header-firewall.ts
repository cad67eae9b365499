import type { HeaderBlock, HeaderField } from '../header/header-block.js';

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

const organizationPrefix = 'x-ms-exchange-organization-';
const forestPrefix = 'x-ms-exchange-forest-';

/** What a mailbox may see of the organization's own fields. */
const keptAtDelivery: ReadonlySet<string> = new Set(
  ['SCL', 'AuthDomain', 'AuthMechanism', 'AuthSource', 'AuthAs', 'OriginalArrivalTime', 'OriginalSize'].map(
    (name) => organizationPrefix + name.toLowerCase(),
  ),
);

/** Removes every family for which the right is missing: such fields steer trust, so they are no stranger's to set. */
export function applyHeaderFirewall(block: HeaderBlock, rights: HeaderRights): HeaderBlock {
  return block.without((field) =>
    namesIn(field).some((name) => {
      const family = familyOf(name);
      return family !== undefined && !rights[family];
    }),
  );
}

/** Before a message enters a mailbox: the organization's fields go, save those that mailbox clients read. */
export function deliveryFirewall(block: HeaderBlock): HeaderBlock {
  return block.without((field) => {
    const name = field.name.toLowerCase();
    const family = familyOf(name);
    return family === 'forest' || (family === 'organization' && !keptAtDelivery.has(name));
  });
}

const lineAfterBareCr = /\r(?!\n)([!-9;-~]+)[ \t]*:/g;

/** The field's name and the hidden ones, in lower case. */
function namesIn(field: HeaderField): readonly string[] {
  return [field.name.toLowerCase(), ...hiddenNames(field)];
}

/**
 * Names behind a bare CR inside of the field, in lower case: to readers that end a line there (Python's email package
 * does) those are fields of their own.
 */
export function hiddenNames(field: HeaderField): readonly string[] {
  const hidden = field.raw.toString('latin1').matchAll(lineAfterBareCr);
  return Array.from(hidden, ([, name = '']) => name.toLowerCase());
}

function familyOf(name: string): keyof HeaderRights | undefined {
  if (name === 'received' || name.startsWith('resent-')) return 'routing';
  if (name.startsWith(organizationPrefix)) return 'organization';
  return name.startsWith(forestPrefix) ? 'forest' : undefined;
}

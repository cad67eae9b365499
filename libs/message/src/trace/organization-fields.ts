import type { AuthAs } from '@mailyard/smtp';

import { headerField } from '../header/header-field.js';
import type { HeaderBlock, HeaderField } from '../header/header-block.js';
import { formatArrivalTime } from './date-time.js';

/** What the first hub of the organization writes down about a message, for those that come after it. */
export interface OrganizationStamp {
  readonly authAs: AuthAs;
  /** FQDN of the server that saw the sender. */
  readonly authSource: string;
  /** GUID shared by all copies of the message. */
  readonly networkMessageId: string;
  readonly directionality: 'Incoming' | 'Originating';
  readonly arrivedAt: Date;
  readonly originalBytes: number;
  /** Of a partner (mutual TLS). */
  readonly authDomain?: string | undefined;
  /** Spam confidence level; -1: not to be looked at. */
  readonly scl?: number | undefined;
  /** Two hex digits; 05 is system mail. */
  readonly authMechanism?: string;
}

const prefix = 'X-MS-Exchange-Organization-';

/** Adds what is missing. A field that passed the header firewall came from a server of ours and stays as it is. */
export function stampOrganizationFields(block: HeaderBlock, stamp: OrganizationStamp): HeaderBlock {
  const fields: HeaderField[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && !block.has(name)) fields.push(headerField(name, value));
  };
  add(`${prefix}AuthSource`, stamp.authSource);
  add(`${prefix}AuthAs`, stamp.authAs);
  add(`${prefix}AuthDomain`, stamp.authDomain);
  add(`${prefix}AuthMechanism`, stamp.authMechanism);
  add(`${prefix}SCL`, stamp.scl?.toString());
  add(`${prefix}Network-Message-Id`, stamp.networkMessageId);
  add(`${prefix}MessageDirectionality`, stamp.directionality);
  add(`${prefix}OriginalArrivalTime`, formatArrivalTime(stamp.arrivedAt));
  add(`${prefix}OriginalSize`, String(stamp.originalBytes));
  return block.append(...fields);
}

/** The value of `X-MS-Exchange-Organization-<name>`. */
export function organizationField(block: HeaderBlock, name: string): string | undefined {
  return block.first(prefix + name);
}

import { headerField } from '../header/header-field.js';
import { isNamed, unfoldedValue, type HeaderBlock } from '../header/header-block.js';
import { formatDateTime } from './date-time.js';

/** RFC 6409 §8.3: adds `<guid@fqdn>` when Message-ID is missing or blank; one that is there is never changed. */
export function ensureMessageId(
  block: HeaderBlock,
  id: { readonly guid: string; readonly fqdn: string },
): HeaderBlock {
  return ensureField(block, 'Message-ID', `<${id.guid}@${id.fqdn}>`);
}

/** RFC 6409 §8.2: adds Date when it is missing or blank. */
export function ensureDate(block: HeaderBlock, now: Date): HeaderBlock {
  return ensureField(block, 'Date', formatDateTime(now));
}

/** The Message-ID with its angle brackets; undefined when missing or blank. */
export function messageIdOf(block: HeaderBlock): string | undefined {
  return block.first('Message-ID') || undefined;
}

function ensureField(block: HeaderBlock, name: string, value: string): HeaderBlock {
  if (block.first(name)) return block;
  return block
    .without((field) => isNamed(field, name) && unfoldedValue(field) === '')
    .append(headerField(name, value));
}

import { asciiDomain } from '../header/ascii-domain.js';
import { headerField, oneLine } from '../header/header-field.js';
import { isNamed, unfoldedValue, type HeaderBlock } from '../header/header-block.js';
import { formatDateTime } from './date-time.js';

/** RFC 6409 §8.3: adds `<guid@fqdn>` when Message-ID is missing or blank; one that is there is never changed. */
export function ensureMessageId(
  block: HeaderBlock,
  id: { readonly guid: string; readonly fqdn: string },
): HeaderBlock {
  return ensureField(block, 'Message-ID', `<${id.guid}@${asciiDomain(id.fqdn)}>`);
}

/** RFC 6409 §8.2: adds Date when it is missing or blank. */
export function ensureDate(block: HeaderBlock, now: Date): HeaderBlock {
  return ensureField(block, 'Date', formatDateTime(now));
}

/** The same also where nobody can read it. */
export function withUsableDate(block: HeaderBlock, now: Date): HeaderBlock {
  const said = block.first('Date');
  if (said !== undefined && !Number.isNaN(Date.parse(withoutComment(said)))) return block;
  return block.set(headerField('Date', formatDateTime(now)));
}

/** `… +0200 (CEST)`. */
function withoutComment(date: string): string {
  return date.replaceAll(/\([^()]*\)/g, ' ').trim();
}

/** A reply or log line must hold it; RFC 5322 §2.1.1 gives a line no more. */
const maxMessageIdLength = 998;

/**
 * The Message-ID as its sender wrote it, angle brackets included, fit for replies and logs: one line, no control
 * characters. Undefined when missing or blank.
 */
export function messageIdOf(block: HeaderBlock): string | undefined {
  for (const field of block.fields) {
    const value = isNamed(field, 'Message-ID') ? unfoldedValue(field) : '';
    if (value !== '') return oneLine(value).slice(0, maxMessageIdLength);
  }
  return undefined;
}

/** Adds a field that is missing or blank. */
export function ensureField(block: HeaderBlock, name: string, value: string): HeaderBlock {
  if (block.find(name).some((present) => present !== '')) return block;
  return block
    .without((field) => isNamed(field, name) && unfoldedValue(field) === '')
    .append(headerField(name, value));
}

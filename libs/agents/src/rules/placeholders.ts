import { applyHeaderFirewall, decodeText, escapedHtml, noHeaderRights } from '@mailyard/message';

import { attributeOf } from '../recipients.js';
import type { RuleFacts } from './rule-message.js';

const placeholder = /%%([A-Za-z0-9]+)%%/g;

/** A disclaimer with the properties of its sender; what nobody knows is left out. */
export function filledHtml(html: string, facts: RuleFacts): string {
  const { sender } = facts;
  return html.replaceAll(placeholder, (_, name: string) => {
    const [value = ''] = sender === undefined ? [] : attributeOf(sender, name);
    return escapedHtml(value);
  });
}

/** A notification, which may be HTML, with what the message says of itself; what only the organization may see is left out. */
export function filledNotification(html: string, { message: { header } }: RuleFacts): string {
  const field = (name: string): string => decodeText(header.first(name) ?? '');
  const values: Readonly<Record<string, () => string>> = {
    from: () => field('From'),
    to: () => field('To'),
    cc: () => field('Cc'),
    subject: () => field('Subject'),
    messagedate: () => field('Date'),
    headers: () => applyHeaderFirewall(header, noHeaderRights).toBuffer().toString(),
  };
  return html.replaceAll(placeholder, (whole, name: string) => {
    const value = values[name.toLowerCase()]?.();
    return value === undefined ? whole : escapedHtml(value).replaceAll('\r\n', '<br>');
  });
}

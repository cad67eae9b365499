import { addressKey, type Path } from './path.js';

/** Local part of the Microsoft Exchange recipient, from which internal DSNs come; the same in every organization. */
export const exchangeRecipient = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e';

const systemLocalParts = ['postmaster', exchangeRecipient.toLowerCase()];

/** Whether the local part is one that every domain has (RFC 5321 §4.5.1), or that of the Microsoft Exchange recipient. */
export function isSystemAddress({ localPart }: Path): boolean {
  return systemLocalParts.includes(addressKey({ localPart, domain: '' }));
}

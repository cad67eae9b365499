import { domainToASCII } from 'node:url';

/** The domain in A-labels (RFC 5890), so that a field holding it stays ASCII; what is no domain comes back unchanged. */
export function asciiDomain(domain: string): string {
  return /^[ -~]*$/.test(domain) ? domain : domainToASCII(domain) || domain;
}

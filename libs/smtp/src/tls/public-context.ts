import { createSecureContext, type SecureContext } from 'node:tls';

/** Of a client without a certificate, which trusts the authorities that Node does. */
export function publicContext(): SecureContext {
  return createSecureContext();
}

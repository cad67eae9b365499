// What listens; the rest of this lib does not, and commands start without it.
export { SmtpListener, type SmtpListenerOptions } from './server/smtp-listener.js';
// As a session reads them, for whoever has them from elsewhere.
export type { EnvelopeOffer } from './server/session-handler.js';
export { parseMail } from './server/verbs/transaction/mail.js';
export { parseRcpt } from './server/verbs/transaction/rcpt.js';

// What listens; the rest of this lib does not, and commands start without it.
export { SmtpListener, type SmtpListenerOptions } from './server/smtp-listener.js';

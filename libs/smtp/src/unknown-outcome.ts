/**
 * It is not known whether the message was taken, nor will it be in time. 250 could be a lie, and so could a refusal, after
 * which the message must not be delivered (RFC 5321 §4.2.5): the session ends without a reply, as if the connection had
 * been lost, and the client sends again (RFC 1047).
 */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';

  constructor(options: { readonly cause: unknown }) {
    super('whether the message was taken is not known: the session ends without a reply', options);
  }
}

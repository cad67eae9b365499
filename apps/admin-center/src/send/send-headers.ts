import { notUnderstood } from '@mailyard/receive';
import { isSmtpAddress, pathOf } from '@mailyard/schema';
import type { Request } from 'express';
import { z } from 'zod';

/**
 * draft-ietf-httpapi-idempotency-key-header §2.1: a string of a structured field (RFC 9651 §3.3.3). Many programs write it
 * without the quotes. Throws InjectionRefused.
 */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = String(header);
  const key = /^"([ !#-[\]-~]{1,255})"$/.exec(text)?.[1] ?? /^[!#-[\]-~]{1,255}$/.exec(text)?.[0];
  if (key === undefined) {
    throw notUnderstood('Idempotency-Key: is a string of 1 to 255 printable characters, "like-this"');
  }
  return key;
}

/** The trace of a program (W3C Trace Context §3.2); what is none is as if nobody had said anything (§3.2.2.3). */
export function traceIdOf(traceparent: string | string[] | undefined): string | undefined {
  const id = /^(?!ff)[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(String(traceparent))?.[1];
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}

const envelope = z.strictObject({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string()).max(5_000)]),
});

/** Sender and recipients of a message that comes as it is are behind the question mark. Throws InjectionRefused. */
export function rawMessage(request: Request) {
  const { data } = envelope.safeParse(request.query);
  if (data === undefined) {
    throw notUnderstood('a message/rfc822 needs ?from=ADDRESS&to=ADDRESS, and no other query');
  }
  const length = Number(request.headers['content-length']);
  return {
    sender: addressIn('from', data.from),
    recipients: [data.to].flat().map((text) => addressIn('to', text)),
    content: request as AsyncIterable<Buffer>,
    bytes: Number.isSafeInteger(length) ? length : undefined,
  };
}

function addressIn(parameter: string, text: string): ReturnType<typeof pathOf> {
  if (!isSmtpAddress(text)) throw notUnderstood(`${parameter}: is an address: anna@contoso.com`);
  return pathOf(text);
}

import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * A password or client secret of a connector on its way to an Edge, by a key that only the two sides have. The nonce is of what
 * is sealed and where it belongs (as RFC 5297 does): the same stays the same section, and no nonce is there twice.
 */
export function sealedForEdge(key: Buffer, place: string, secret: string): string {
  const nonce = createHmac('sha256', key).update(`${place}\0${secret}`).digest().subarray(0, nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64');
}

/** Throws when it was sealed by another key, or for another place. */
export function openedAtEdge(key: Buffer, place: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, nonceBytes + tagBytes)];
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(place)).setAuthTag(tag);
  return opening.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
}

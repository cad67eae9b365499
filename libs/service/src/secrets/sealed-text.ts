import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key that secrets are sealed with. */
export interface SecretKey {
  readonly id: string;
  /** 256 bits. */
  readonly key: Buffer;
}

/** What became of a sealed text. */
export type OpenedSecret =
  { readonly kind: 'opened'; readonly secret: string } | { readonly kind: 'closed'; readonly reason: string };

const version = 'v1';
const cipher = 'aes-256-gcm';
// NIST SP 800-38D §8.2.2: random, of 96 bits.
const nonceBytes = 12;
const tagBytes = 16;

/**
 * `v1.<key>.<nonce, tag and ciphertext>`. Bound to what it belongs to, it is nothing in any other place: whoever can write
 * the directory cannot let another connector, with another smart host, use the password.
 */
export function sealText(secret: string, { id, key }: SecretKey, boundTo: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(associated(id, boundTo));
  const text = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
  const sealed = Buffer.concat([nonce, sealing.getAuthTag(), text]);
  return [version, id, sealed.toString('base64url')].join('.');
}

/** The key that a text is sealed with; undefined: it is no sealed text. */
export function keyIdOf(sealed: string): string | undefined {
  const [begin, id, , ...rest] = sealed.split('.');
  return begin === version && rest.length === 0 ? id : undefined;
}

export function openText(sealed: string, { id, key }: SecretKey, boundTo: string): OpenedSecret {
  const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf('.') + 1), 'base64url');
  const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, nonceBytes + tagBytes)];
  try {
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
      .setAAD(associated(id, boundTo))
      .setAuthTag(tag);
    const text = [opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()];
    return { kind: 'opened', secret: Buffer.concat(text).toString('utf8') };
  } catch {
    // Node tells nothing more of it, and there is nothing more to be told.
    return { kind: 'closed', reason: 'it was changed since it was sealed, or belongs to something else' };
  }
}

function associated(id: string, boundTo: string): Buffer {
  return Buffer.from([version, id, boundTo].join('.'));
}

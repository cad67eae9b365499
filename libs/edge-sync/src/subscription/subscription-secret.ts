import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Made by the Edge, carried to the organization in the subscription file. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** One secret, and a key of its own for each purpose (RFC 5869): no key says anything about another. */
function keyFor(secret: string, purpose: 'recipients' | 'introduction' | 'credentials'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'mailyard edge subscription', purpose, 32));
}

/** The key that addresses of recipients are hashed with. */
export function recipientKey(secret: string): Buffer {
  return keyFor(secret, 'recipients');
}

/** The key that secrets of connectors are sealed with on their way. */
export function credentialKey(secret: string): Buffer {
  return keyFor(secret, 'credentials');
}

interface Introducing {
  readonly secret: string;
  /** Of the bundle, as it is signed. */
  readonly header: string;
  /** CA of the organization in PEM. */
  readonly authority: string;
}

/** Shows to the Edge that whoever signs with this CA has read the subscription file. The secret itself does not travel. */
export function proofOf({ secret, header, authority }: Introducing): string {
  const proof = createHmac('sha256', keyFor(secret, 'introduction'));
  return proof.update(JSON.stringify([header, authority])).digest('base64');
}

export function isProof(proof: string, introducing: Introducing): boolean {
  const [said, right] = [proof, proofOf(introducing)].map((text) => Buffer.from(text, 'base64'));
  return said?.length === right?.length && timingSafeEqual(said ?? Buffer.of(), right ?? Buffer.of(1));
}

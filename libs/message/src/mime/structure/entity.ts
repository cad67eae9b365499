import { HeaderBlock } from '../../header/header-block.js';
import { mediaType } from './media-type.js';

/** What may happen to an entity of a message (RFC 2045 §2.4). */
export type Entity = (
  | {
      readonly kind: 'multipart';
      readonly boundary: string;
      /** Its parts are signed or encrypted octet for octet (RFC 1847). */
      readonly protects: boolean;
      /** RFC 2046 §5.1.5. */
      readonly digest: boolean;
    }
  /** Its body is a message, which may have no other encoding than those of its parts (RFC 2046 §5.2.1). */
  | { readonly kind: 'message' }
  | {
      readonly kind: 'leaf';
      /** `never`: it is encoded already, or nobody knows what another encoding would mean. */
      readonly encodable: 'text' | 'octets' | 'never';
    }
) & {
  readonly header: HeaderBlock;
  /** Content-Transfer-Encoding in lower case; `7bit` when there is none (RFC 2045 §6.1). */
  readonly encoding: string;
};

const identities = ['7bit', '8bit', 'binary'];

type EntityKind = {
  readonly [K in Entity['kind']]: Omit<Extract<Entity, { readonly kind: K }>, 'header' | 'encoding'>;
}[Entity['kind']];

const unknown = { kind: 'leaf', encodable: 'never' } as const;

/** `typeDefault`: what it is when it does not say so. */
export function entityOf(header: HeaderBlock, typeDefault = 'text/plain'): Entity {
  const encoding = (header.first('Content-Transfer-Encoding') ?? '7bit').toLowerCase();
  const types = header.find('Content-Type');
  const ambiguous = types.length > 1 || header.count('Content-Transfer-Encoding') > 1;
  const opaque = ambiguous || !identities.includes(encoding);
  return { header, encoding, ...(opaque ? unknown : kindOf(types[0] ?? typeDefault)) };
}

function kindOf(contentType: string): EntityKind {
  const type = mediaType(contentType);
  if (type.startsWith('multipart/')) return multipart(type, boundaryOf(contentType));
  if (type === 'message/rfc822') return { kind: 'message' };
  // RFC 6532 §3.7, RFC 6533: those of international mail may be encoded, other message types may not.
  if (type.startsWith('message/') && !type.startsWith('message/global')) return unknown;
  return { kind: 'leaf', encodable: type.startsWith('text/') ? 'text' : 'octets' };
}

function multipart(type: string, boundary: string | undefined): EntityKind {
  if (boundary === undefined) return unknown;
  const protects = type === 'multipart/signed' || type === 'multipart/encrypted';
  return { kind: 'multipart', boundary, protects, digest: type === 'multipart/digest' };
}

function boundaryOf(contentType: string): string | undefined {
  const found = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(contentType);
  const boundary = found?.[1]?.replaceAll(/\\(.)/g, '$1') ?? found?.[2];
  return boundary === undefined || boundary.trim() === '' ? undefined : boundary.trimEnd();
}

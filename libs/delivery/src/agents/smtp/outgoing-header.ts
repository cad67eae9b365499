import { applyHeaderFirewall, HeaderBlock, type HeaderRights } from '@mailyard/message';

const strangers: HeaderRights = { routing: true, organization: false, forest: false };

/** The header as the other side of a connector may see it: without what it is not given (header firewall). */
export function outgoingHeader(header: Buffer): Buffer {
  return applyHeaderFirewall(HeaderBlock.parse(header), strangers).toBuffer();
}

import type { HeaderBlock } from '../../header/header-block.js';

/** In lower case. RFC 2045 §5.2: what says nothing, or nothing that can be read, is plain text. */
export function mediaTypeOf(header: HeaderBlock): string {
  const type = /^\s*([^\s;/]+\/[^\s;]+)/.exec(header.first('Content-Type') ?? '')?.[1];
  return type?.toLowerCase() ?? 'text/plain';
}

import type { HeaderBlock } from '../../header/header-block.js';

/** In lower case, as a header says it. */
export function mediaTypeOf(header: HeaderBlock): string {
  return mediaType(header.first('Content-Type') ?? '');
}

/** In lower case. RFC 2045 §5.2: what says nothing, or nothing that can be read, is plain text. */
export function mediaType(contentType: string): string {
  const type = /^\s*([^\s;/]+\/[^\s;]+)/.exec(contentType)?.[1];
  return type?.toLowerCase() ?? 'text/plain';
}

import type { ComposedDsn, DsnRequest } from './dsn.js';

/** Writes the DSN of RFC 3464 (RFC 6533 where addresses are not ASCII): null reverse-path, to the original sender. */
export function composeDsn(request: DsnRequest): ComposedDsn {
  throw new Error(`not written yet: ${request.kind}`);
}

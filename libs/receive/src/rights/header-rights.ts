import type { HeaderRights } from '@mailyard/message';

import { holds, type Rights } from './rights.js';

/** Which families of header fields whoever has these rights may bring along. */
export function headerRightsOf(rights: Rights): HeaderRights {
  return {
    routing: holds(rights, 'ms-Exch-Accept-Headers-Routing'),
    organization: holds(rights, 'ms-Exch-Accept-Headers-Organization'),
    forest: holds(rights, 'ms-Exch-Accept-Headers-Forest'),
  };
}

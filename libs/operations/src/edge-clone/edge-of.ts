import type { Organization, Server } from '@mailyard/directory';

import { OperationError } from '../operation.js';

/** The Edge that the directory is of. */
export function edgeOf({ edge }: Organization): Server {
  if (edge === undefined) throw new OperationError('this is no Edge Transport server');
  return edge;
}

import { rightsFor, type Operation } from '../operation.js';
import type { Right } from '../rights/right.js';
import { importExchangeConfiguration } from '../imports/import-exchange-configuration.js';
import { offeredOperation } from './offered-operations.js';
import { resourceNamed } from './resources.js';
import { routes } from './routes.js';

const posts = routes
  .filter(({ method }) => method === 'post')
  .map(({ path, operation }) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    operation,
  }));

/**
 * The rights, any of which whoever sends a body needs, where the path tells: whoever has none need not be listened to. Paths
 * are behind `/api/v1`. Undefined: what is in the body decides.
 */
export function bodyRights(
  method: string,
  path: string,
  operations: readonly Operation[],
): readonly Right[] | undefined {
  const found = operationAt(method, path.toLowerCase().replace(/\/$/, ''), operations);
  return found && rightsFor(found);
}

function operationAt(
  method: string,
  path: string,
  operations: readonly Operation[],
): Pick<Operation, 'right' | 'alsoBy'> | undefined {
  if (path === '/imports') return importExchangeConfiguration;
  const route = posts.find(({ pattern }) => pattern.test(path));
  if (route !== undefined) return route.operation;
  const [, first = '', name] = path.split('/');
  if (first === 'operations' && name !== undefined) return offeredOperation(operations, name);
  const { New, Set: change } = resourceNamed(first)?.operations ?? {};
  return method === 'PATCH' ? change : New;
}

import { principals } from '@mailyard/directory';

import { mapped, type ImportMapping } from '../plan/import-options.js';
import type { RecipientNames } from './recipient-names.js';

const exchange = 'S-1-9-1419165041-1139599005-3936102811-1022490595';

/** Identifiers that are the same in every organization. */
const bySid: ReadonlyMap<string, string> = new Map([
  ['S-1-5-7', principals.anonymous],
  ['S-1-5-11', principals.authenticatedUsers],
  [`${exchange}-10`, principals.partners],
  [`${exchange}-21`, principals.hubServers],
  [`${exchange}-22`, principals.edgeServers],
  [`${exchange}-23`, principals.externallySecured],
]);

const byName = new Map(
  Object.values(principals).map((name) => [name.slice(name.lastIndexOf('\\') + 1).toLowerCase(), name]),
);

/** The principal here that an access control entry of an export means; what nobody knows is left to the organization. */
export function principalHere(
  text: string,
  names: RecipientNames,
  { principals: mapping }: Pick<ImportMapping, 'principals'>,
): string {
  const said = mapped(mapping, text);
  if (said !== undefined) return said;
  const own = text.slice(text.lastIndexOf('\\') + 1);
  return bySid.get(text.toUpperCase()) ?? byName.get(own.toLowerCase()) ?? names.login(own) ?? text;
}

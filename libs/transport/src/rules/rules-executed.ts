import { HeaderBlock, headerField } from '@mailyard/message';

/** By which a message says that the rules of the organization have had their turn; no stranger's field of that name gets in. */
const fieldName = 'X-MS-Exchange-Forest-RulesExecuted';

export function rulesWereExecuted(header: HeaderBlock): boolean {
  return header.has(fieldName);
}

export function withRulesExecuted(header: HeaderBlock, fqdn: string): HeaderBlock {
  return rulesWereExecuted(header) ? header : header.append(headerField(fieldName, fqdn));
}

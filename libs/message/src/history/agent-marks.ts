import type { HeaderBlock } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';

const rulesExecuted = 'X-MS-Exchange-Forest-RulesExecuted';
const processedByJournaling = 'X-MS-Exchange-Organization-Processed-By-Journaling';

/** The mail flow rules of the organization have had their turn. No stranger's field of that name gets in. */
export function rulesWereExecuted(header: HeaderBlock): boolean {
  return header.has(rulesExecuted);
}

/** Another server of the organization has reported the message, as far as it had to. Nor does one of this name. */
export function journalingWasDone(header: HeaderBlock): boolean {
  return header.has(processedByJournaling);
}

export function withRulesExecuted(header: HeaderBlock, fqdn: string): HeaderBlock {
  return header.append(headerField(rulesExecuted, fqdn));
}

/** For the next server of the organization: both have had their turn at this one. */
export function judgedFields(fqdn: string): string {
  const fields = [headerField(rulesExecuted, fqdn), headerField(processedByJournaling, 'Journal Agent')];
  return fields.map(({ raw }) => raw.toString()).join('');
}

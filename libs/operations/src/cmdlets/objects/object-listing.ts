import { nameKey } from '@mailyard/schema';

import { limitOf, listed, resultSize } from '../cmdlet-lists.js';
import { parameter, type CmdletParameter, type OutputObject } from '../cmdlet.js';
import { passing } from '../values/opath-match.js';

type Said = Readonly<Record<string, unknown>>;

/** What a Get- can be told beside whose object is meant. */
export interface Listing {
  readonly parameters: readonly CmdletParameter[];
  /** Of its own parameters; Filter, SortBy and ResultSize are the same everywhere. */
  readonly wanted?: (said: Said) => (object: OutputObject) => boolean;
}

export interface ListedObjects {
  readonly output: readonly OutputObject[];
  readonly warnings: readonly string[];
}

/** Those that are wanted, in the order that is wanted, and a word about those that are left out. */
export function listedObjects(
  { wanted }: Listing,
  said: Said,
  objects: readonly OutputObject[],
): ListedObjects {
  const { Filter, SortBy, ResultSize } = said;
  const mine = wanted === undefined ? objects : objects.filter(wanted(said));
  const found = typeof Filter === 'string' ? passing(mine, Filter) : mine;
  const output = listed(found, { SortOrder: SortBy, ResultSize });
  const isCut = output.length < found.length;
  const told = `there are ${found.length} results, and the first ${limitOf(ResultSize)} are shown: say -ResultSize`;
  return { output, warnings: isCut ? [told] : [] };
}

export const filterParameter = parameter('Filter', "As in \"Name -like 'a*' -and Database -eq 'DB01'\".");

export const recipientListing: Listing = {
  parameters: [
    filterParameter,
    parameter('Anr', 'The begin of a name, alias, login or address.'),
    parameter('RecipientTypeDetails', 'Only recipients of these types.', { multiple: true }),
    parameter('SortBy', 'The property by which they are listed.'),
    resultSize,
  ],
  wanted({ Anr, RecipientTypeDetails: types }) {
    const begin = typeof Anr === 'string' ? nameKey(Anr) : undefined;
    const wanted = Array.isArray(types) ? types.map((type) => nameKey(String(type))) : undefined;
    return (object) =>
      (begin === undefined || isAmbiguous(object, begin)) &&
      (wanted === undefined || wanted.includes(nameKey(String(object['RecipientTypeDetails']))));
  },
};

const names = ['Name', 'DisplayName', 'FirstName', 'LastName', 'Alias', 'UserPrincipalName'];

/** Active Directory's ambiguous name resolution: any of the names begins so. */
function isAmbiguous(object: OutputObject, begin: string): boolean {
  const { EmailAddresses } = object;
  const addresses = Array.isArray(EmailAddresses)
    ? EmailAddresses.map((each) => String(each).replace(/^smtp:/i, ''))
    : [];
  const all = [...names.map((name) => object[name]), ...addresses];
  return all.some((each) => typeof each === 'string' && nameKey(each).startsWith(begin));
}

/** Of mailboxes besides: where they are. */
export const mailboxListing: Listing = {
  parameters: [
    ...recipientListing.parameters,
    parameter('Database', 'Those in this one.', {
      objects: 'MailboxDatabase',
      pipeline: 'property',
      pipelineTypes: ['Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase'],
    }),
  ],
  wanted(said) {
    const isWanted = recipientListing.wanted?.(said) ?? (() => true);
    const { Database } = said;
    const database = typeof Database === 'string' ? nameKey(Database) : undefined;
    return (object) =>
      isWanted(object) && (database === undefined || nameKey(String(object['Database'])) === database);
  },
};

export const ruleListing: Listing = {
  parameters: [
    filterParameter,
    parameter('State', 'Only enabled, or only disabled ones.', {
      type: 'enum',
      values: ['Enabled', 'Disabled'],
    }),
    resultSize,
  ],
  wanted:
    ({ State: state }) =>
    ({ State }) =>
      (state ?? State) === State,
};

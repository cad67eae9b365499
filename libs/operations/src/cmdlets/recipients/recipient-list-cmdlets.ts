import { ObjectNotFound } from '../../objects/identity/object-identity.js';
import { objectOperations } from '../../objects/object-operations.js';
import { identityParameter, parameter, type Cmdlet, type Order, type OutputObject } from '../cmdlet.js';
import { allRows } from '../objects/get-cmdlet.js';
import type { KindCmdlets } from '../objects/kind-form.js';
import { listedObjects, recipientListing, type Listing } from '../objects/object-listing.js';
import { outputObject } from '../objects/object-output.js';
import {
  distributionGroupCmdlets,
  dynamicDistributionGroupCmdlets,
  mailboxCmdlets,
  mailContactCmdlets,
  mailUserCmdlets,
} from '../objects/recipient-cmdlets.js';

const users = [mailboxCmdlets, mailUserCmdlets];
const everybody = [...users, mailContactCmdlets, distributionGroupCmdlets, dynamicDistributionGroupCmdlets];

const withType: Listing = {
  parameters: [
    ...recipientListing.parameters,
    parameter('RecipientType', 'Only recipients of these types.', { multiple: true }),
  ],
  wanted({ RecipientType, RecipientTypeDetails, ...said }) {
    return (
      recipientListing.wanted?.({ ...said, RecipientTypeDetails: RecipientTypeDetails ?? RecipientType }) ??
      (() => true)
    );
  },
};

interface RecipientList {
  readonly noun: string;
  readonly synopsis: string;
  readonly kinds: readonly KindCmdlets[];
  readonly listing: Listing;
}

/** Shows the objects of several kinds in one list: with the properties that all of them have. */
function listing({ noun, synopsis, kinds, listing: form }: RecipientList): Cmdlet {
  return {
    name: `Get-${noun}`,
    synopsis,
    parameters: [
      identityParameter(noun, { description: 'Name, alias or address; with * all that fit.' }),
      ...form.parameters,
    ],
    output: {
      typeName: 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient',
      columns: ['Name', 'RecipientType'],
    },
    confirms: false,
    changes: false,
    examples: [
      { command: `Get-${noun} -Filter "EmailAddresses -like '*@contoso.com'"`, description: 'By address.' },
    ],
    async run({ parameters, order }) {
      const { Identity } = parameters;
      const found = await Promise.all(kinds.map((kind) => ofKind(kind, Identity, order)));
      const objects = found.flatMap((each) => each ?? []);
      if (found.every((each) => each === undefined)) throw new ObjectNotFound(noun, String(Identity));
      return listedObjects(
        form,
        parameters,
        objects.map((object) => withShared(object, objects)),
      );
    },
  };
}

/** Undefined: nobody of that kind is meant. */
async function ofKind(
  { kind, output }: KindCmdlets,
  identity: unknown,
  order: Order,
): Promise<readonly OutputObject[] | undefined> {
  const { Get } = objectOperations[kind] as { readonly Get: typeof objectOperations.Mailboxes.Get };
  try {
    const rows = await allRows(order, Get, { identity: identity ?? undefined });
    return rows.map((row) => outputObject(kind, row, { form: output }));
  } catch (error) {
    if (error instanceof ObjectNotFound) return undefined;
    throw error;
  }
}

/** A table and a filter ask for what any of them has. */
function withShared(object: OutputObject, all: readonly OutputObject[]): OutputObject {
  const names = new Set([all[0], object].flatMap((each) => Object.keys(each ?? {})));
  return { ...Object.fromEntries([...names].map((name) => [name, null])), ...object };
}

export const recipientListCmdlets: readonly Cmdlet[] = [
  listing({
    noun: 'Recipient',
    synopsis: 'Shows mailboxes, mail users, contacts and groups in one list.',
    kinds: everybody,
    listing: withType,
  }),
  listing({
    noun: 'User',
    synopsis: 'Shows whose mailboxes there are, and mail users.',
    kinds: users,
    listing: recipientListing,
  }),
];

import { useQueries } from '@tanstack/react-query';

import { api, queries } from '../../api/index.js';
import { recipientKinds, type Recipient, type RecipientKind } from './find-recipients.js';

/** Whom a parameter may name. */
export type Whom = 'anybody' | 'people' | 'groups' | 'mailboxes';

const kindsOf: Readonly<Record<Whom, readonly RecipientKind[]>> = {
  anybody: recipientKinds,
  people: ['Mailboxes', 'MailUsers', 'MailContacts'],
  groups: ['DistributionGroups', 'DynamicDistributionGroups'],
  mailboxes: ['Mailboxes'],
};

const sources = {
  Mailboxes: queries.list('Mailboxes', api.mailboxes),
  MailUsers: queries.list('MailUsers', api.mailUsers),
  MailContacts: queries.list('MailContacts', api.mailContacts),
  DistributionGroups: queries.list('DistributionGroups', api.distributionGroups),
  DynamicDistributionGroups: queries.list('DynamicDistributionGroups', api.dynamicDistributionGroups),
} as const;

/** Recipients of several kinds in one list, by name; undefined: they are on their way. */
export function useRecipients(whom: Whom = 'anybody'): readonly Recipient[] | undefined {
  const kinds = kindsOf[whom];
  return useQueries({
    queries: kinds.map((kind) => sources[kind] as (typeof sources)['Mailboxes']),
    combine: (answers) => {
      if (answers.some(({ data }) => data === undefined)) return undefined;
      return answers
        .flatMap(({ data }, at) => data?.rows.map((row) => recipientOf(row, kinds[at] ?? 'Mailboxes')) ?? [])
        .toSorted((one, other) => one.DisplayName.localeCompare(other.DisplayName));
    },
  });
}

function recipientOf(row: Omit<Recipient, 'kind'>, kind: RecipientKind): Recipient {
  return { ...row, DisplayName: row.DisplayName || row.Name, kind };
}

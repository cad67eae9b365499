import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { api, type InputOf } from '../../api/index.js';

/** Whom a parameter may name. */
export type Whom = 'anybody' | 'people' | 'groups' | 'mailboxes';

type Kinds = InputOf<'Find-Recipient'>['kinds'];

const kindsOf: Readonly<Record<Whom, Kinds>> = {
  anybody: undefined,
  people: ['Mailboxes', 'MailUsers', 'MailContacts'],
  groups: ['DistributionGroups', 'DynamicDistributionGroups'],
  mailboxes: ['Mailboxes'],
};

/** So many are drawn; who wants another one types more of its name. */
const shownMax = 100;

/** Recipients that the words find; those found before stay until then, as a placeholder. */
export function useFoundRecipients(whom: Whom, words: string) {
  return useRecipientQuery({ kinds: kindsOf[whom], words, limit: shownMax });
}

/** Whom names, aliases and addresses mean. */
export function useNamedRecipients(whom: Whom, names: readonly string[]) {
  return useRecipientQuery({ kinds: kindsOf[whom], names: [...names] });
}

function useRecipientQuery(input: InputOf<'Find-Recipient'>) {
  return useQuery({
    queryKey: ['objects', 'recipients', input],
    queryFn: ({ signal }) => api.run('Find-Recipient', input, signal),
    placeholderData: keepPreviousData,
  });
}

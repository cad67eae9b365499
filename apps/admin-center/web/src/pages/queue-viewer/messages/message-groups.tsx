import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Groups, useUrlState, withTerm } from '../../../ui/index.js';
import { groupFields, type Grouping } from './message-query.js';
import { messageTexts } from './messages.text.js';

export interface MessageGroupsProps {
  readonly q: string;
  readonly search: string | undefined;
  readonly onSearch: (q: string) => void;
}

/** What was found, counted by sender, domain, error, …: a click searches for that group. */
export function MessageGroups({ q, search, onSearch }: MessageGroupsProps) {
  const t = useTexts(messageTexts);
  const [{ by }, setUrl] = useUrlState({ by: '' });
  const grouping = Object.hasOwn(groupFields, by) ? (by as Grouping) : '';
  const isAsked = grouping !== '' && search !== undefined && search !== '';
  const { data } = useQuery({
    ...queries.run('Get-MessageSearchGroup', { search: search ?? '', by: grouping || 'Status' }),
    enabled: isAsked,
  });
  return (
    <Groups<Grouping>
      by={grouping}
      options={[
        { value: 'FromAddress', label: t('from') },
        { value: 'SenderDomain', label: t('senderDomain') },
        { value: 'RecipientDomain', label: t('recipientDomain') },
        { value: 'LastError', label: t('lastError') },
        { value: 'SourceIP', label: t('sourceIp') },
        { value: 'ReceiveConnector', label: t('connector') },
        { value: 'Queue', label: t('queue') },
        { value: 'Status', label: t('status') },
      ]}
      onBy={(next) => setUrl({ by: next })}
      groups={
        isAsked ? data?.groups.map(({ value, messages }) => ({ value: String(value), count: messages })) : []
      }
      others={data && { groups: data.others.groups, count: data.others.messages }}
      onPick={({ value }) =>
        grouping !== '' && value !== '' && onSearch(withTerm(q, groupFields[grouping], value))
      }
    />
  );
}

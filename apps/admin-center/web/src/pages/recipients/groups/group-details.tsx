import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type OutputOf } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Button, Dialog, Facts, PageLink, Section, StateBadge } from '../../../ui/index.js';
import { displayName } from './columns.js';
import type { Group } from './group.js';
import { groupsTexts } from './groups.text.js';

type Member = OutputOf<'Get-DistributionGroupMember'>[number];

/** Read again when objects change: members are other recipients. */
function membersOf({ Identity: identity, Guid }: Group, recurse: boolean) {
  return queryOptions({
    queryKey: ['objects', 'members', Guid, recurse],
    queryFn: ({ signal }) => api.run('Get-DistributionGroupMember', { identity, recurse }, signal),
  });
}

/** So many stand in the pane; the others are a click away. */
const shownMax = 12;

export function GroupDetails({ row }: { readonly row: Group }) {
  const t = useTexts(groupsTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p className="mono">{row.PrimarySmtpAddress}</p>
      <GroupFacts row={row} />
      <Section title={t('members')}>
        <Members row={row} />
        <p>
          <Button icon="expand" onPress={() => setOpen(true)}>
            {t('expand')}
          </Button>
        </p>
      </Section>
      {isOpen && <ExpandedGroup row={row} onClose={() => setOpen(false)} />}
    </>
  );
}

function GroupFacts({ row }: { readonly row: Group }) {
  const t = useTexts(groupsTexts);
  const format = useFormat();
  const owners = [row.ManagedBy ?? []].flat().join(', ');
  return (
    <Facts
      facts={[
        [t('kind'), t(row.kind)],
        [t('ManagedBy'), owners === '' ? undefined : owners],
        [t('senders'), row.RequireSenderAuthenticationEnabled ? t('internal') : t('everybody')],
        [t('RecipientFilter'), 'RecipientFilter' in row ? row.RecipientFilter : undefined],
        [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
      ]}
    />
  );
}

function Members({ row }: { readonly row: Group }) {
  const t = useTexts(groupsTexts);
  const { data: members = [], isSuccess } = useQuery(membersOf(row, false));
  if (isSuccess && members.length === 0) return <p className="dim">{t('noMembers')}</p>;
  return (
    <>
      <ul>
        {members.slice(0, shownMax).map((member) => (
          <li key={member.guid}>
            <MemberName member={member} />
          </li>
        ))}
      </ul>
      {members.length > shownMax && <p className="dim">{t('more', { count: members.length - shownMax })}</p>}
    </>
  );
}

/** A group leads to its own row. */
function MemberName({ member: { name, recipientType, guid } }: { readonly member: Member }) {
  if (!recipientType.endsWith('Group')) return name;
  return <PageLink to={`/recipients/groups?at=${guid}`}>{name}</PageLink>;
}

/** Flat, each once; with the groups in between, and loops marked. */
function ExpandedGroup({ row, onClose }: { readonly row: Group; readonly onClose: () => void }) {
  const t = useTexts(groupsTexts);
  const { data, error } = useQuery(membersOf(row, true));
  const people = data?.filter(({ recipientType }) => !recipientType.endsWith('Group')).length ?? 0;
  return (
    <Dialog title={t('expandTitle', { name: displayName(row) })} onClose={onClose} isWide error={error}>
      <p role="status">{data && t('expandText', { count: people })}</p>
      <div className="rows-frame">
        {/* A long list is scrolled by its keys. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <ul className="rows-list expanded" tabIndex={0} aria-label={t('members')}>
          {data?.map((member) => (
            <ExpandedRow key={`${member.guid} ${member.through?.join('/')}`} member={member} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function ExpandedRow({ member }: { readonly member: Member }) {
  const t = useTexts(groupsTexts);
  const { name, primarySmtpAddress, through = [], isLoop = false } = member;
  return (
    <li className="rows-row">
      <span>{name}</span>
      <span className="mono">{primarySmtpAddress}</span>
      <span className="dim">
        {isLoop && (
          <span title={t('loopText')}>
            <StateBadge state="warn">{t('loop')}</StateBadge>
          </span>
        )}{' '}
        {through.length > 0 && t('through', { groups: through.join(' › ') })}
      </span>
    </li>
  );
}

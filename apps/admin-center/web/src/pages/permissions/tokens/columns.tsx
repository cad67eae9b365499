import type { OutputOf } from '../../../api/index.js';
import type { Format, TextKey, Texts } from '../../../text/index.js';
import { LastTime, StateBadge, type Column } from '../../../ui/index.js';
import type { tokensTexts } from './tokens.text.js';

export type Token = OutputOf<'Get-ApiToken'>[number];
type T = Texts<TextKey<typeof tokensTexts>>;

export function tokenColumns(t: T, format: Format): readonly Column<Token>[] {
  return [
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(160px, 2fr)',
      line: 1,
      sortBy: ({ description }) => description,
      render: ({ description }) => description,
    },
    {
      id: 'owner',
      head: t('owner'),
      width: 'minmax(96px, 1fr)',
      line: 2,
      sortBy: ({ administrator }) => administrator,
      render: ({ administrator }) => administrator,
    },
    { id: 'scope', head: t('scope'), width: 'minmax(160px, 1.6fr)', render: (token) => scopeText(token, t) },
    {
      id: 'created',
      head: t('created'),
      width: 'minmax(112px, 1fr)',
      sortBy: ({ createdAt }) => createdAt,
      render: ({ createdAt }) => <LastTime at={createdAt} />,
    },
    {
      id: 'lastUsed',
      head: t('lastUsed'),
      width: 'minmax(160px, 1.4fr)',
      sortBy: ({ usedAt = 0 }) => usedAt,
      render: ({ usedAt, usedFrom = '' }) =>
        usedAt === undefined ? t('never') : t('from', { time: format.relative(usedAt), address: usedFrom }),
    },
    {
      id: 'expires',
      head: t('expires'),
      width: 'minmax(136px, 1fr)',
      line: 1,
      sortBy: ({ expiresAt }) => expiresAt,
      render: ({ expired, expiresAt }) =>
        expired ? (
          <StateBadge state="idle">{t('expired', { time: format.relative(expiresAt) })}</StateBadge>
        ) : (
          <StateBadge state="good">{format.relative(expiresAt)}</StateBadge>
        ),
    },
  ];
}

function scopeText({ roleGroups, readOnly }: Token, t: T): string {
  const what = roleGroups?.join(', ') ?? t('allOfOwner');
  return readOnly ? `${what}, ${t('readOnly')}` : what;
}

export function searchedText({ description, administrator, roleGroups = [] }: Token): string {
  return [description, administrator, ...roleGroups].join(' ');
}

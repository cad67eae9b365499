import type { OutputOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import { LastTime, StateBadge, type Column } from '../../../ui/index.js';
import type { accountsTexts } from './accounts.text.js';

export type Account = OutputOf<'Get-Administrator'>[number];
export type T = Texts<TextKey<typeof accountsTexts>>;

export function accountColumns(t: T): readonly Column<Account>[] {
  return [
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(160px, 1.6fr)',
      line: 1,
      sortBy: ({ name }) => name,
      render: ({ name, displayName }) => (displayName === name ? name : `${name} (${displayName})`),
    },
    {
      id: 'signIn',
      head: t('signIn'),
      width: 'minmax(120px, 1.2fr)',
      sortBy: (row) => signInText(row, t),
      render: (row) => signInText(row, t),
    },
    {
      id: 'roleGroups',
      head: t('roleGroups'),
      width: 'minmax(160px, 2fr)',
      line: 2,
      sortBy: ({ roleGroups }) => roleGroups.join(', '),
      render: ({ roleGroups }) => roleGroups.join(', ') || '–',
    },
    {
      id: 'secondFactor',
      head: t('secondFactor'),
      width: '112px',
      sortBy: ({ secondFactor }) => (secondFactor ? 0 : 1),
      render: ({ secondFactor }) => (
        <StateBadge state={secondFactor ? 'good' : 'idle'}>{t(secondFactor ? 'on' : 'off')}</StateBadge>
      ),
    },
    {
      id: 'lastSignIn',
      head: t('lastSignIn'),
      width: '120px',
      sortBy: ({ lastSignInAt = 0 }) => lastSignInAt,
      render: ({ lastSignInAt }) => <LastTime at={lastSignInAt} />,
    },
    {
      id: 'state',
      head: t('state'),
      width: '112px',
      line: 1,
      sortBy: ({ enabled }) => (enabled ? 0 : 1),
      render: ({ enabled }) => <AccountState {...{ enabled, t }} />,
    },
  ];
}

export function AccountState({ enabled, t }: { readonly enabled: boolean; readonly t: T }) {
  return <StateBadge state={enabled ? 'good' : 'held'}>{t(enabled ? 'enabled' : 'disabled')}</StateBadge>;
}

export function signInText({ builtIn, linkedMasterAccount }: Account, t: T): string {
  if (builtIn) return t('builtIn');
  return linkedMasterAccount === undefined
    ? t('withPassword')
    : t('linkedTo', { account: linkedMasterAccount });
}

export function searchedText({ name, displayName, roleGroups, linkedMasterAccount = '' }: Account): string {
  return [name, displayName, linkedMasterAccount, ...roleGroups].join(' ');
}

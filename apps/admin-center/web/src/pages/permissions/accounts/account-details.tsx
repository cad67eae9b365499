import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, LastTime, Section } from '../../../ui/index.js';
import { accountsTexts } from './accounts.text.js';
import { AccountState, signInText, type Account } from './columns.js';

export function AccountDetails({ row, onClose }: { readonly row: Account; readonly onClose: () => void }) {
  const t = useTexts(accountsTexts);
  const format = useFormat();
  const { data } = useQuery(queries.run('Get-AdministratorSession', {}));
  const sessions = data?.filter(({ administrator }) => administrator === row.name) ?? [];
  return (
    <Details title={row.displayName} onClose={onClose}>
      <AccountState enabled={row.enabled} t={t} />
      <Section title={t('roleGroups')}>
        {row.roleGroups.length === 0 && <p className="dim">{t('noRoleGroups')}</p>}
        {row.roleGroups.map((name) => (
          <p key={name}>{name}</p>
        ))}
      </Section>
      <Section title={t('sessions')}>
        {sessions.length === 0 && <p className="dim">{t('noSessions')}</p>}
        {sessions.map(({ id, address, startedAt, userAgent }) => (
          <p key={id} title={userAgent}>
            {t('session', { address, time: format.dateTime(startedAt) })}
          </p>
        ))}
      </Section>
      <Facts
        facts={[
          [t('name'), row.name],
          [t('signIn'), signInText(row, t)],
          [t('secondFactor'), t(row.secondFactor ? 'on' : 'off')],
          [t('tokens'), row.secondFactor ? row.recoveryCodes : undefined],
          [
            t('linkedRoleGroups'),
            row.linkedRoleGroups.length > 0 ? row.linkedRoleGroups.join(', ') : undefined,
          ],
          [t('lastSignIn'), <LastTime key="at" at={row.lastSignInAt} />],
          [t('created'), format.dateTime(row.createdAt)],
        ]}
      />
    </Details>
  );
}

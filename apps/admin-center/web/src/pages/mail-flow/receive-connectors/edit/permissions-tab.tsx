import { useQuery } from '@tanstack/react-query';

import { queries, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { AccessControlField, Check, listOf, useFormPlace } from '../../../../ui/index.js';
import { editTabTexts } from './edit-tabs.text.js';
import { anonymousRelayRow } from './edit-values.js';

const rights = [
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Recipient',
  'ms-Exch-SMTP-Accept-Any-Sender',
  'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
  'ms-Exch-SMTP-Accept-Authentication-Flag',
  'ms-Exch-SMTP-Accept-Exch50',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Bypass-Message-Size-Limit',
  'ms-Exch-Accept-Headers-Routing',
  'ms-Exch-Accept-Headers-Organization',
  'ms-Exch-Accept-Headers-Forest',
] as const;

/** The access control list, and the switch by which anonymous clients may relay: in Exchange the shell alone has it. */
export function PermissionsTab({ object }: { readonly object: ObjectOf<'ReceiveConnectors'> }) {
  const t = useTexts(editTabTexts);
  const { form } = useFormPlace();
  const rows = listOf(form.values['AccessControl']);
  const others = rows.filter((row) => row !== anonymousRelayRow);
  return (
    <>
      <div className="field">
        <Check
          label={t('anonymousRelay')}
          isSelected={rows.length > others.length}
          onChange={(isOn) => form.set({ AccessControl: isOn ? [...others, anonymousRelayRow] : others })}
        />
        <span className="description indent">{t('anonymousRelayHelp')}</span>
      </div>
      <AccessControlField rights={rights} description={t('aclHelp')} />
      <GroupRights identity={object.Identity} />
    </>
  );
}

/** What the saved permission groups give, to read. */
function GroupRights({ identity }: { readonly identity: string }) {
  const t = useTexts(editTabTexts);
  const { data } = useQuery(queries.run('Get-ADPermission', { identity }));
  const groups = data?.filter(({ isGroup }) => isGroup) ?? [];
  return (
    <div className="field">
      <span className="label">{t('ofGroups')}</span>
      {data !== undefined && groups.length === 0 && <p className="dim">{t('ofGroupsNone')}</p>}
      {groups.map(({ user, extendedRights }) => (
        <details key={user}>
          <summary>{user}</summary>
          <ul className="mono">
            {extendedRights.map((right) => (
              <li key={right}>{right}</li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

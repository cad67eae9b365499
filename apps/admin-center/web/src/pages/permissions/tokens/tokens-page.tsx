import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Action, ListToolbar, ListView, useList, useShortcut, useUrlDialog } from '../../../ui/index.js';
import { searchedText, tokenColumns } from './columns.js';
import { NewToken, RevokeTokens } from './token-dialogs.js';
import { tokensTexts } from './tokens.text.js';

/** Permissions > API tokens: with what programs sign in. */
export default function TokensPage() {
  const t = useTexts(tokensTexts);
  const format = useFormat();
  const query = useQuery(queries.run('Get-ApiToken', {}));
  const columns = useMemo(() => tokenColumns(t, format), [t, format]);
  const list = useList({ query, columns, keyOf: ({ id }) => id, textOf: searchedText, sortedBy: 'name' });
  const [asked, setAsked] = useUrlDialog(['new', 'revoke']);
  const may = { new: usePermission('New-ApiToken'), revoke: usePermission('Remove-ApiToken') };
  const ask = (what: 'new' | 'revoke', isPossible: boolean) => (): boolean => {
    if (!isPossible || !may[what].allowed) return false;
    setAsked(what);
    return true;
  };
  const askNew = ask('new', true);
  const askRevoke = ask('revoke', list.selectedRows.length > 0);
  useShortcut('n', askNew);
  useShortcut('Delete', askRevoke);
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={
          <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
            <Action label={t('new')} icon="add" keys="n" permission={may.new} onPress={askNew} />
            <Action
              label={t('revoke')}
              icon="remove"
              keys="Del"
              permission={may.revoke}
              isDisabled={list.selectedRows.length === 0}
              onPress={askRevoke}
            />
          </ListToolbar>
        }
        empty={<p>{t('empty')}</p>}
      />
      {asked === 'new' && <NewToken onClose={() => setAsked(undefined)} />}
      {asked === 'revoke' && <RevokeTokens rows={list.selectedRows} onClose={() => setAsked(undefined)} />}
    </>
  );
}

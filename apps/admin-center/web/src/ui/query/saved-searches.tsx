import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, queries, queryClient, useSession } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { Menu, MenuItem } from '../control/menu.js';
import { Dialog } from '../dialog/dialog.js';
import { toasts } from '../dialog/toasts.js';
import { Check } from '../field/check.js';
import { TextField } from '../field/text-field.js';
import { Icon } from '../look/icon.js';
import { queryBoxTexts } from './query.text.js';

export interface SavedSearchesProps {
  /** Whose search box it is: `messages`. */
  readonly page: string;
  readonly q: string;
  readonly onSearch: (q: string) => void;
}

const searchesOf = (page: string) => queries.run('Get-MySearch', { page });

/** Searches that are kept by name: one's own, and those that others share. */
export function SavedSearches({ page, q, onSearch }: SavedSearchesProps) {
  const t = useTexts(queryBoxTexts);
  const { data = [] } = useQuery(searchesOf(page));
  const { name: own } = useSession();
  const [dialog, setDialog] = useState<'save' | 'manage'>();
  const close = (): void => setDialog(undefined);
  const mine = data.filter(({ owner }) => owner === own);
  return (
    <>
      <Menu button={<Icon name="saved" />} label={t('saved')}>
        {data.map((search) => (
          <MenuItem
            key={`${search.owner} ${search.name}`}
            label={
              search.owner === own ? search.name : t('savedOf', { name: search.name, owner: search.owner })
            }
            onAction={() => onSearch(search.text)}
          />
        ))}
        <MenuItem
          label={t('saveSearch')}
          icon="add"
          isDisabled={q.trim() === ''}
          onAction={() => setDialog('save')}
        />
        <MenuItem
          label={t('removeSaved')}
          icon="remove"
          isDisabled={mine.length === 0}
          onAction={() => setDialog('manage')}
        />
      </Menu>
      {dialog === 'save' && <SaveDialog {...{ page, q }} onClose={close} />}
      {dialog === 'manage' && (
        <ManageDialog {...{ page }} names={mine.map(({ name }) => name)} onClose={close} />
      )}
    </>
  );
}

function changed(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['operation', 'Get-MySearch'] });
}

interface SaveDialogProps {
  readonly page: string;
  readonly q: string;
  readonly onClose: () => void;
}

function SaveDialog({ page, q, onClose }: SaveDialogProps) {
  const t = useTexts(queryBoxTexts);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () => api.run('Set-MySearch', { name, page, text: q, shared }),
    onSuccess: async () => {
      await changed();
      toasts.show(t('searchSaved', { name }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('saveSearch')}
      onClose={onClose}
      error={save.error}
      submit={{
        label: t('save'),
        isDisabled: name.trim() === '',
        isPending: save.isPending,
        onSubmit: () => save.mutate(),
      }}
    >
      <p className="mono">{q}</p>
      <TextField label={t('searchName')} value={name} onChange={setName} autoFocus />
      <Check label={t('searchShared')} isSelected={shared} onChange={setShared} />
    </Dialog>
  );
}

interface ManageDialogProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
}

function ManageDialog({ names, onClose }: ManageDialogProps) {
  const t = useTexts(queryBoxTexts);
  const remove = useMutation({
    mutationFn: (name: string) => api.run('Remove-MySearch', { name }),
    onSuccess: changed,
  });
  return (
    <Dialog title={t('removeSaved')} onClose={onClose} error={remove.error}>
      <ul className="saved-searches">
        {names.map((name) => (
          <li key={name}>
            {name}
            <Button icon="remove" isDisabled={remove.isPending} onPress={() => remove.mutate(name)}>
              {t('removeSearch', { name })}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

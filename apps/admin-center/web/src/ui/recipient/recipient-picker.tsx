import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';

import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { TextField } from '../field/text-field.js';
import { Icon } from '../look/icon.js';
import { recipientTexts } from './recipient.text.js';
import { recipientsLike, type Recipient } from './find-recipients.js';
import { useRecipients, type Whom } from './use-recipients.js';

export interface RecipientPickerProps {
  readonly whom: Whom;
  /** Names that are not offered: they are in the list already. */
  readonly without?: readonly string[];
  /** An address of somebody else will do, too. */
  readonly takesAddresses?: boolean;
  readonly isSingle?: boolean;
  readonly onPick: (names: readonly string[]) => void;
  readonly onClose: () => void;
}

/** So many are drawn; who wants another one types more of its name. */
const shownMax = 100;

interface Offered {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly address: string;
}

/** A dialog that finds recipients while one types: Enter takes the first, Space several. */
export function RecipientPicker(props: RecipientPickerProps) {
  const { isSingle = false, onPick, onClose } = props;
  const t = useTexts(recipientTexts);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const found = useOffered(typed, props);
  // What Enter takes where nothing is chosen.
  const first = typed.trim() === '' ? undefined : found.offered[0];
  const picked = chosen.length > 0 || first === undefined ? chosen : [first.name];
  const nobody = typed.trim() === '' ? t('nobodyThere') : t('nobody');
  return (
    <Dialog
      title={isSingle ? t('selectOne') : t('select')}
      onClose={onClose}
      isWide
      submit={{
        label: isSingle ? t('ok') : t('add'),
        onSubmit: () => onPick(picked),
        isDisabled: picked.length === 0,
      }}
    >
      <TextField label={t('find')} value={typed} onChange={setTyped} autoFocus />
      <PickerList
        {...{ isSingle, chosen }}
        offered={found.offered}
        onChosen={setChosen}
        empty={found.isThere ? nobody : ''}
      />
      <p className="dim" role="status">
        <Status {...{ chosen, first, found, isSingle }} />
      </p>
    </Dialog>
  );
}

interface StatusProps {
  readonly chosen: readonly string[];
  readonly first: Offered | undefined;
  readonly found: { readonly offered: readonly Offered[]; readonly count: number };
  readonly isSingle: boolean;
}

function Status({ chosen, first, found: { offered, count }, isSingle }: StatusProps) {
  const t = useTexts(recipientTexts);
  if (chosen.length > 0) return t('chosen', { count: chosen.length, names: chosen.join(', ') });
  if (first !== undefined) return t('takes', { name: first.title });
  if (count > offered.length) return t('more', { shown: offered.length, count });
  return isSingle ? '' : t('chosen', { count: 0, names: '' });
}

interface PickerListProps {
  readonly offered: readonly Offered[];
  readonly chosen: readonly string[];
  readonly onChosen: (names: readonly string[]) => void;
  readonly isSingle: boolean;
  readonly empty: string;
}

function PickerList({ offered, chosen, onChosen, isSingle, empty }: PickerListProps) {
  const t = useTexts(recipientTexts);
  const select = (selected: readonly string[]): void => {
    // What was chosen before stays, whatever is looked for now.
    const inSight = new Set(offered.map(({ name }) => name));
    const hidden = isSingle ? [] : chosen.filter((name) => !inSight.has(name) && !selected.includes(name));
    onChosen([...hidden, ...selected]);
  };
  return (
    <div className="rows-frame">
      <ListBox
        className="rows-list picker-list"
        aria-label={t('found')}
        selectionMode={isSingle ? 'single' : 'multiple'}
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        onSelectionChange={(keys) =>
          select(keys === 'all' ? offered.map(({ name }) => name) : [...keys].map(String))
        }
        renderEmptyState={() => <span className="dim">{empty}</span>}
      >
        {offered.map(({ name, title, about, address }) => (
          <ListBoxItem key={name} id={name} textValue={title} className="rows-row picker-row">
            {({ isSelected }) => (
              <>
                <span className="tick">{isSelected && <Icon name="check" />}</span>
                <span>{title}</span>
                <span className="mono">{address}</span>
                <span className="dim">{about}</span>
              </>
            )}
          </ListBoxItem>
        ))}
      </ListBox>
    </div>
  );
}

function useOffered(typed: string, { whom, without = [], takesAddresses = false }: RecipientPickerProps) {
  const t = useTexts(recipientTexts);
  const recipients = useRecipients(whom);
  const there = new Set(without.map((name) => name.toLowerCase()));
  const found = recipientsLike(typed, recipients ?? []).filter(({ Name }) => !there.has(Name.toLowerCase()));
  const text = typed.trim();
  const isAddress = takesAddresses && /^\S+@\S+$/.test(text) && !found.some((each) => hasAddress(each, text));
  const outside = { name: text, title: text, about: t('outside'), address: '' };
  const offered: readonly Offered[] = [
    ...(isAddress ? [outside] : []),
    ...found.slice(0, shownMax).map(({ Name, DisplayName, PrimarySmtpAddress, kind }) => ({
      name: Name,
      title: DisplayName,
      about: t(kind),
      address: PrimarySmtpAddress,
    })),
  ];
  return { offered, count: found.length, isThere: recipients !== undefined };
}

function hasAddress({ EmailAddresses }: Recipient, text: string): boolean {
  return EmailAddresses.some((address) => address.toLowerCase() === text.toLowerCase());
}

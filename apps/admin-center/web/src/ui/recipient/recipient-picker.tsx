import { useEffect, useEffectEvent, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';

import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { TextField } from '../field/text-field.js';
import { Icon } from '../look/icon.js';
import { recipientTexts } from './recipient.text.js';
import type { Recipient } from './find-recipients.js';
import { useFoundRecipients, type Whom } from './use-recipients.js';

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
  const { first, picked, isEarly } = pickedOf(typed, chosen, found);
  const submit = useSubmit(isEarly, () => picked.length > 0 && onPick(picked));
  const nobody = typed.trim() === '' ? t('nobodyThere') : t('nobody');
  return (
    <Dialog
      title={isSingle ? t('selectOne') : t('select')}
      onClose={onClose}
      isWide
      submit={{
        label: isSingle ? t('ok') : t('add'),
        onSubmit: submit,
        isDisabled: picked.length === 0 && !isEarly,
      }}
    >
      <TextField label={t('find')} value={typed} onChange={setTyped} autoFocus />
      <PickerList
        {...{ isSingle, chosen }}
        offered={found.offered}
        onChosen={setChosen}
        empty={found.isLate ? '' : nobody}
      />
      <p className="dim" role="status">
        <Status {...{ chosen, first, found, isSingle }} />
      </p>
    </Dialog>
  );
}

/** What is chosen, or what Enter takes where nothing is: the first that was found, which may be on its way. */
function pickedOf(typed: string, chosen: readonly string[], { offered, isLate }: FoundRecipients) {
  const isSearch = typed.trim() !== '';
  const first = isSearch && !isLate ? offered[0] : undefined;
  const isEarly = isSearch && isLate && chosen.length === 0;
  const picked = chosen.length > 0 || first === undefined ? chosen : [first.name];
  return { first, picked, isEarly };
}

interface FoundRecipients {
  readonly offered: readonly Offered[];
  readonly count: number;
  /** It is not yet what the words find. */
  readonly isLate: boolean;
}

interface StatusProps {
  readonly chosen: readonly string[];
  readonly first: Offered | undefined;
  readonly found: FoundRecipients;
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

/** Who presses Enter before the server has answered means what it finds. */
function useSubmit(isEarly: boolean, submit: () => void): () => void {
  const [isMeant, setMeant] = useState(false);
  const late = useEffectEvent(submit);
  useEffect(() => {
    if (!isMeant || isEarly) return;
    setMeant(false);
    late();
  }, [isMeant, isEarly]);
  return () => (isEarly ? setMeant(true) : submit());
}

function useOffered(
  typed: string,
  { whom, without = [], takesAddresses = false }: RecipientPickerProps,
): FoundRecipients {
  const t = useTexts(recipientTexts);
  const text = typed.trim();
  const { data, isPlaceholderData } = useFoundRecipients(whom, text);
  const { rows, total } = data ?? { rows: [], total: 0 };
  const there = new Set(without.map((name) => name.toLowerCase()));
  const found = rows.filter(({ name }) => !there.has(name.toLowerCase()));
  const isAddress = takesAddresses && /^\S+@\S+$/.test(text) && !found.some((each) => hasAddress(each, text));
  const outside = { name: text, title: text, about: t('outside'), address: '' };
  const offered: readonly Offered[] = [
    ...(isAddress ? [outside] : []),
    ...found.map(({ name, displayName, primarySmtpAddress, kind }) => ({
      name,
      title: displayName,
      about: t(kind),
      address: primarySmtpAddress,
    })),
  ];
  const count = total - (rows.length - found.length);
  return { offered, count, isLate: data === undefined || isPlaceholderData };
}

function hasAddress({ emailAddresses }: Recipient, text: string): boolean {
  return emailAddresses.some((address) => address.toLowerCase() === text.toLowerCase());
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';

import { queries, usePermission } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Icon } from '../../ui/index.js';
import { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';
import { serverPages } from '../pages.js';
import { mailTargets, objectTargets, pageTargets, type Target } from './palette-targets.js';

export interface PaletteProps {
  readonly shown: readonly Feature[];
  readonly onClose: () => void;
}

/** Goes to anything by its name: pages, objects, queues, the mail of an address, a message. */
export function Palette({ shown, onClose }: PaletteProps) {
  const t = useTexts(appTexts);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const targets = useTargets(text, shown);
  const go = (path: string): void => {
    onClose();
    const [to = '', search = ''] = path.split('?');
    if (serverPages.some(({ href }) => href === path)) location.assign(path);
    else void navigate({ to, search: Object.fromEntries(new URLSearchParams(search)) as never });
  };
  return (
    <ModalOverlay className="backdrop" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog palette" aria-label={t('palette')}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <div className="content">
              <SearchField className="search" aria-label={t('palette')} autoFocus>
                <Icon name="search" />
                <Input className="input" placeholder={t('search')} />
              </SearchField>
            </div>
            <ListBox
              className="listbox"
              aria-label={t('palette')}
              items={targets}
              selectionMode="none"
              onAction={(key) => go(String(key))}
              renderEmptyState={() => <div className="state">{t('paletteNothing')}</div>}
            >
              {({ path, title, about }) => (
                <ListBoxItem id={path} className="menu-item" textValue={`${about} ${title}`}>
                  <span className="clamped">{title}</span>
                  <span className="end">{about}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useTargets(text: string, shown: readonly Feature[]): readonly Target[] {
  const t = useTexts(appTexts);
  const { contains } = useFilter({ sensitivity: 'base' });
  const pages = useMemo(() => pageTargets(shown, t), [shown, t]);
  const found = useFound(text.trim());
  const named = pages.filter(({ about, title }) => contains(`${about} ${title}`, text.trim()));
  return [...named, ...mailTargets(text.trim(), shown, t), ...objectTargets(found, shown)];
}

/** So long nothing is typed before the server is asked, in milliseconds. */
const quietMs = 150;
const textMin = 2;
const foundMax = 20;
const nothing = { rows: [] };

/** What the server finds; what it found before stays until then, so that nothing flashes. */
function useFound(text: string) {
  const { allowed } = usePermission('Find-Object');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data = nothing } = useQuery({
    ...queries.run('Find-Object', { text: asked, limit: foundMax }),
    enabled: allowed && asked.length >= textMin,
    placeholderData: keepPreviousData,
  });
  return text.length < textMin ? nothing.rows : data.rows;
}

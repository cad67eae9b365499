import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
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

import { useTexts } from '../../text/index.js';
import { Icon } from '../../ui/index.js';
import { appTexts } from '../app.text.js';
import { serverPages, type Feature } from '../pages.js';

export interface PaletteProps {
  readonly shown: readonly Feature[];
  readonly onClose: () => void;
}

/** Goes to anything by its name. */
export function Palette({ shown, onClose }: PaletteProps) {
  const t = useTexts(appTexts);
  const navigate = useNavigate();
  const { contains } = useFilter({ sensitivity: 'base' });
  const targets = useMemo(() => targetsOf(shown, t), [shown, t]);
  const go = (path: string): void => {
    onClose();
    if (serverPages.some(({ href }) => href === path)) location.assign(path);
    else void navigate({ to: path });
  };
  return (
    <ModalOverlay className="backdrop" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog palette" aria-label={t('palette')}>
          <Autocomplete filter={contains}>
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
              {({ path, title, feature }) => (
                <ListBoxItem id={path} className="menu-item" textValue={`${feature} ${title}`}>
                  {title}
                  <span className="end">{feature}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Target {
  readonly path: string;
  readonly title: string;
  readonly feature: string;
}

function targetsOf(
  shown: readonly Feature[],
  t: ReturnType<typeof useTexts<keyof typeof appTexts.en>>,
): readonly Target[] {
  const own = shown.flatMap((feature) =>
    feature.pages
      .filter(({ isWithin }) => isWithin !== true)
      .map(({ path, title }) => ({ path, title: t(title), feature: t(feature.title) })),
  );
  return [...own, ...serverPages.map(({ href, title }) => ({ path: href, title: t(title), feature: '' }))];
}

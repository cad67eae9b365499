import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Check, Dialog, preferences, Section, usePreferences, useShortcut } from '../../ui/index.js';
import { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';

/** A key and what it does. */
type Shortcut = readonly [keys: string, does: string];

/** `?` shows all that keys do on this page, and switches single letters off and on. */
export function Shortcuts({ shown }: { readonly shown: readonly Feature[] }) {
  const [own, setOwn] = useState<readonly Shortcut[]>();
  useShortcut('?', () => setOwn(shortcutsOfPage()));
  return own && <ShortcutsDialog {...{ shown, own }} onClose={() => setOwn(undefined)} />;
}

interface ShortcutsDialogProps {
  readonly shown: readonly Feature[];
  readonly own: readonly Shortcut[];
  readonly onClose: () => void;
}

export function ShortcutsDialog({ shown, own, onClose }: ShortcutsDialogProps) {
  const t = useTexts(appTexts);
  const { shortcuts } = usePreferences();
  const features = shown.map(({ key, title }): Shortcut => [`g ${key}`, t('keyGo', { feature: t(title) })]);
  return (
    <Dialog title={t('shortcutsPage')} onClose={onClose} isWide>
      <Check
        isSelected={shortcuts}
        onChange={(next) => preferences.set({ shortcuts: next })}
        label={t('lettersOn')}
      />
      <p className="dim">{t('lettersHelp')}</p>
      <div className="shortcuts">
        {own.length > 0 && <Keys title={t('here')} keys={own} />}
        <Keys
          title={t('inLists')}
          keys={[
            ['↑ ↓ PgUp PgDn Home End', t('keyMove')],
            ['Space Shift+↓ Ctrl+A Esc', t('keySelect')],
            ['Enter F2', t('keyOpen')],
            ['.', t('keyFresh')],
            ['/', t('keySearch')],
          ]}
        />
        <Keys
          title={t('everywhere')}
          keys={[
            ['Ctrl+K', t('keyAnything')],
            ['Ctrl+F6 Ctrl+Shift+F6', t('keyRegion')],
            ['Ctrl+Enter', t('keySave')],
            ['Ctrl+Z', t('keyUndo')],
            ...features,
            ['?', t('keyShortcuts')],
          ]}
        />
      </div>
    </Dialog>
  );
}

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly Shortcut[] }) {
  return (
    <Section title={title}>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key + does}>
            <dt>
              {key.split(' ').map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Each button says its key. */
export function shortcutsOfPage(): readonly Shortcut[] {
  const buttons = [...document.querySelectorAll<HTMLElement>('#page [data-keys]')];
  return buttons.map((button) => [
    button.dataset['keys'] ?? '',
    button.getAttribute('aria-label') ?? button.textContent.trim(),
  ]);
}

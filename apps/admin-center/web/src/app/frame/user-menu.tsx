import { useState } from 'react';

import { api, usePermission, useSession } from '../../api/index.js';
import { languages, useTexts } from '../../text/index.js';
import {
  densities,
  Icon,
  Menu,
  MenuChoice,
  MenuItem,
  preferences,
  themes,
  toasts,
  usePreferences,
} from '../../ui/index.js';
import { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';
import { CommandLog } from './command-log.js';
import { commandLogTexts } from './command-log.text.js';
import { MyPassword, MySecondFactor } from './own-account.js';
import { ShortcutsDialog, shortcutsOfPage } from './shortcuts-dialog.js';
import { ownAccountTexts } from './own-account.text.js';

const themeTexts = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;
const densityTexts = { compact: 'densityCompact', comfortable: 'densityComfortable' } as const;
const languageTexts = { en: 'languageEn', de: 'languageDe', pseudo: 'languagePseudo' } as const;

/** How the user wants the pages, and the way out. */
export function UserMenu({ shown }: { readonly shown: readonly Feature[] }) {
  const t = useTexts(appTexts);
  const own = useTexts(ownAccountTexts);
  const commands = useTexts(commandLogTexts);
  const { name } = useSession();
  const [asked, setAsked] = useState<'commands' | 'password' | 'factor' | 'shortcuts'>();
  const { allowed: mayChangePassword } = usePermission('Set-MyPassword');
  const { allowed: maySetFactor } = usePermission('Enable-MySecondFactor');
  const button = (
    <>
      <Icon name="user" />
      <span className="words">{name}</span>
    </>
  );
  return (
    <span className="user">
      <Menu label={t('userMenu', { name })} button={button}>
        <PreferenceChoices />
        <MenuItem label={t('shortcutsPage')} keys="?" onAction={() => setAsked('shortcuts')} />
        <MenuItem label={commands('commandLog')} onAction={() => setAsked('commands')} />
        <MenuItem
          label={own('password')}
          isDisabled={!mayChangePassword}
          onAction={() => setAsked('password')}
        />
        <MenuItem
          label={own('secondFactor')}
          isDisabled={!maySetFactor}
          onAction={() => setAsked('factor')}
        />
        <MenuItem label={t('signOut')} icon="back" onAction={() => void signOut()} />
      </Menu>
      {asked === 'commands' && <CommandLog onClose={() => setAsked(undefined)} />}
      {asked === 'password' && <MyPassword onClose={() => setAsked(undefined)} />}
      {asked === 'shortcuts' && (
        <ShortcutsDialog shown={shown} own={shortcutsOfPage()} onClose={() => setAsked(undefined)} />
      )}
      {asked === 'factor' && <MySecondFactor onClose={() => setAsked(undefined)} />}
    </span>
  );
}

function PreferenceChoices() {
  const t = useTexts(appTexts);
  const { theme, density, language, timeZone, shortcuts } = usePreferences();
  return (
    <>
      <MenuChoice
        label={t('theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: t(themeTexts[value]) }))}
        onChange={(value) => preferences.set({ theme: value })}
      />
      <MenuChoice
        label={t('density')}
        value={density}
        options={densities.map((value) => ({ value, label: t(densityTexts[value]) }))}
        onChange={(value) => preferences.set({ density: value })}
      />
      <MenuChoice
        label={t('language')}
        value={language}
        options={languages
          .filter((value) => value !== 'pseudo' || language === 'pseudo')
          .map((value) => ({ value, label: t(languageTexts[value]) }))}
        onChange={(value) => preferences.set({ language: value })}
      />
      <MenuChoice
        label={t('times')}
        value={timeZone === undefined ? 'local' : 'utc'}
        options={[
          { value: 'local', label: t('timesLocal') },
          { value: 'utc', label: t('timesUtc') },
        ]}
        onChange={(value) => preferences.set({ timeZone: value === 'utc' ? 'UTC' : undefined })}
      />
      <MenuChoice
        label={t('shortcuts')}
        value={shortcuts ? 'on' : 'off'}
        options={[
          { value: 'on', label: t('shortcutsOn') },
          { value: 'off', label: t('shortcutsOff') },
        ]}
        onChange={(value) => preferences.set({ shortcuts: value === 'on' })}
      />
    </>
  );
}

async function signOut(): Promise<void> {
  try {
    await api.session.end();
    location.assign('/sign-in');
  } catch (error) {
    toasts.show(error instanceof Error ? error.message : String(error), 'bad');
  }
}

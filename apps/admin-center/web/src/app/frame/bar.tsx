import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import { queries, useSession } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Icon, StateBadge, useShortcut, type State } from '../../ui/index.js';
import { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';
import { Notifications } from './notifications.js';
import { Palette } from './palette.js';
import { Running } from './running.js';
import { Shortcuts } from './shortcuts-dialog.js';
import { UserMenu } from './user-menu.js';

export function Bar({ shown }: { readonly shown: readonly Feature[] }) {
  const t = useTexts(appTexts);
  const { here } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  useShortcut('Control+k', () => setIsOpen(true));
  return (
    <header className="bar">
      <span className="product">
        <strong>{t('product')}</strong>
        <span className="organization dim">
          {here.serverRole === 'Edge' ? t('edge', { server: here.server }) : here.organization}
        </span>
      </span>
      <AriaButton
        className="button go-to"
        data-outlined
        aria-label={`${t('search')} Ctrl K`}
        onPress={() => setIsOpen(true)}
      >
        <Icon name="search" />
        <span className="words">{t('search')}</span>
        <kbd>Ctrl K</kbd>
      </AriaButton>
      <Health />
      <Running />
      <Notifications />
      <UserMenu shown={shown} />
      <Shortcuts shown={shown} />
      {isOpen && <Palette shown={shown} onClose={() => setIsOpen(false)} />}
    </header>
  );
}

const states = {
  ok: ['good', 'healthOk'],
  degraded: ['warn', 'healthDegraded'],
  error: ['bad', 'healthError'],
  unknown: ['idle', 'healthUnknown'],
} as const satisfies Record<string, readonly [State, string]>;

/** The worst state that there is, in words. */
function Health() {
  const t = useTexts(appTexts);
  const { data, error } = useQuery(queries.health());
  const [state, text] = states[error === null ? (data?.status ?? 'unknown') : 'unknown'];
  return (
    <Link className="button health" to="/dashboard" title={t(text)}>
      <StateBadge state={state}>{t(text)}</StateBadge>
    </Link>
  );
}

import './frame.css';

import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, type RefObject } from 'react';

import { objectsChanged, useLive, useSessionCheck } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Icon, RunningOperations, Toasts, useShortcut } from '../../ui/index.js';
import { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';
import { serverPages } from '../pages.js';
import { featureAt, isAt, usePages } from '../use-pages.js';
import { Bar } from './bar.js';
import { PageLoading } from './page-states.js';
import { SessionEndDialog } from './session-end.js';
import { useRegionKeys } from './regions.js';
import { Strip } from './strip.js';

/** What is around every page: bar, feature pane, tabs. */
export function Frame() {
  const t = useTexts(appTexts);
  const shown = usePages();
  const { pathname } = useLocation();
  const feature = featureAt(shown, pathname);
  // Whatever is changed, here or by a cmdlet: lists are read again.
  useLive('directory', () => void objectsChanged());
  useSessionCheck();
  useRegionKeys();
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <Bar shown={shown} />
      <Strip />
      <FeaturePane shown={shown} feature={feature} />
      <main className="page" id="page" tabIndex={-1}>
        {feature && <Tabs feature={feature} pathname={pathname} />}
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <SessionEndDialog />
      <Toasts>
        <RunningOperations />
      </Toasts>
    </div>
  );
}

function FeaturePane({
  shown,
  feature,
}: {
  readonly shown: readonly Feature[];
  readonly feature: Feature | undefined;
}) {
  const t = useTexts(appTexts);
  useGoTo(shown);
  const nav = useCurrentInView(feature?.title);
  return (
    <nav className="pane" ref={nav} aria-label={t('featurePane')}>
      {shown.map((each) => (
        <Link
          key={each.title}
          to={each.pages[0]?.path ?? '/'}
          {...(each.title === feature?.title && { 'aria-current': 'true' as const })}
        >
          <Icon name={each.icon} />
          {t(each.title)}
        </Link>
      ))}
      <div className="others">
        {serverPages.map(({ href, title }) => (
          <a key={href} href={href}>
            {t(title)}
          </a>
        ))}
      </div>
    </nav>
  );
}

/** Where a row of links is longer than the screen, the one that one has come by is seen. */
function useCurrentInView(current: string | undefined): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return nav;
}

/** `g`, then the letter of a feature within a second. */
function useGoTo(shown: readonly Feature[]): void {
  const navigate = useNavigate();
  const go = (key: string): void => {
    const path = shown.find((feature) => feature.key === key)?.pages[0]?.path;
    if (path !== undefined) void navigate({ to: path });
  };
  useShortcut('g d', () => go('d'));
  useShortcut('g r', () => go('r'));
  useShortcut('g p', () => go('p'));
  useShortcut('g m', () => go('m'));
  useShortcut('g q', () => go('q'));
  useShortcut('g t', () => go('t'));
  useShortcut('g s', () => go('s'));
  useShortcut('g o', () => go('o'));
}

function Tabs({ feature, pathname }: { readonly feature: Feature; readonly pathname: string }) {
  const t = useTexts(appTexts);
  const nav = useCurrentInView(pathname);
  return (
    <nav className="tabs" ref={nav} aria-label={t('tabs', { feature: t(feature.title) })}>
      {feature.pages
        .filter(({ isWithin }) => isWithin !== true)
        .map(({ path, title }) => (
          <Link key={path} to={path} {...(isAt(path, pathname) && { 'aria-current': 'page' as const })}>
            {t(title)}
          </Link>
        ))}
    </nav>
  );
}

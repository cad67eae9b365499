import { useMemo } from 'react';

import { permissionOf, useSession, type Session } from '../api/index.js';
import type { Feature, Page } from './page.js';
import { features } from './pages.js';

/** The features with the pages that the user may read. */
export function usePages(): readonly Feature[] {
  const session = useSession();
  return useMemo(() => readablePages(session), [session]);
}

function readablePages(session: Session): readonly Feature[] {
  return features
    .filter(({ isOfOrganization = false }) => !isOfOrganization || session.here.serverRole === 'Mailbox')
    .map((feature) => ({ ...feature, pages: feature.pages.filter((page) => isReadable(page, session)) }))
    .filter(({ pages }) => pages.length > 0);
}

export function isReadable({ needs }: Page, session: Session): boolean {
  return needs === undefined || permissionOf(session, needs).allowed;
}

/** Where a path is: `/tracking/abc` is of the page `/tracking/$id`. */
export function isAt(path: string, pathname: string): boolean {
  const [pattern, asked] = [path.split('/'), pathname.replace(/\/$/, '').split('/')];
  return (
    pattern.length === asked.length && pattern.every((part, at) => part.startsWith('$') || part === asked[at])
  );
}

export function featureAt(shown: readonly Feature[], pathname: string): Feature | undefined {
  return shown.find(({ pages }) => pages.some(({ path }) => isAt(path, pathname)));
}

import { useEffect, type ReactNode } from 'react';

import { permissionOf, useSession } from '../api/index.js';
import { useTexts } from '../text/index.js';
import { appTexts } from './app.text.js';
import type { Page } from './page.js';

/** Gives a page its title and its one h1, and shows it to those who may read it. */
export function PageGuard({ page, children }: { readonly page: Page; readonly children: ReactNode }) {
  const t = useTexts(appTexts);
  const session = useSession();
  const title = t(page.title);
  const { organization } = session.here;
  useEffect(() => {
    document.title = [title, organization, 'Mailyard'].filter((part) => part !== '').join(' · ');
  }, [title, organization]);
  const permission = page.needs === undefined ? undefined : permissionOf(session, page.needs);
  return (
    <>
      <h1 className="visually-hidden" data-page={page.path}>
        {title}
      </h1>
      {permission?.allowed === false ? (
        <div className="state">{t('notAllowed', { roleGroups: permission.roleGroups.join(', ') })}</div>
      ) : (
        children
      )}
    </>
  );
}

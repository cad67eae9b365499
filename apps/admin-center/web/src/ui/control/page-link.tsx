import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface PageLinkProps {
  /** Of a page, with or without a search behind it: `/queue-viewer/messages?q=from:erp`. */
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Leads to another page, whose parts are not known here; where there is no such page it is a text. */
export function PageLink({ to, className = '', children }: PageLinkProps) {
  const router = useRouter();
  const [path = '', search = ''] = to.split('?');
  const isPage = Object.keys(router.routesByPath).some((route) => isOf(path, route));
  if (!isPage) return <span className={className}>{children}</span>;
  return (
    <Link to={path} search={Object.fromEntries(new URLSearchParams(search)) as never} className={className}>
      {children}
    </Link>
  );
}

/** `/tracking/abc` is of the page `/tracking/$id`. */
function isOf(path: string, route: string): boolean {
  const [asked, parts] = [path.split('/'), route.split('/')];
  return (
    asked.length === parts.length && parts.every((part, at) => part.startsWith('$') || part === asked[at])
  );
}

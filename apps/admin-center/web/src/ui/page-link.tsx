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
  if (!(path in router.routesByPath)) return <span className={className}>{children}</span>;
  return (
    <Link to={path} search={Object.fromEntries(new URLSearchParams(search)) as never} className={className}>
      {children}
    </Link>
  );
}

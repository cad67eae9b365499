import type { OutputOf } from '../../api/index.js';
import { PageLink, type PageLinkProps } from './page-link.js';

type Page = OutputOf<'Get-NeedsAttention'>['rows'][number]['page'];

const paths: Readonly<Record<Page, string>> = {
  queues: '/queue-viewer/queues',
  messages: '/queue-viewer/messages',
  operations: '/queue-viewer/operations',
  services: '/servers/services',
  certificates: '/servers/certificates',
  'back-pressure': '/servers/back-pressure',
  'receive-connectors': '/mail-flow/receive-connectors',
  'directory-sources': '/tools/directory-sources',
};

/** Leads to where one goes on with what needs attention. */
export function AttentionLink({ page, ...props }: Omit<PageLinkProps, 'to'> & { readonly page: Page }) {
  return <PageLink to={paths[page]} {...props} />;
}

import type { Express } from 'express';

import { hashOf } from '../server-pages/style.js';

type Engine = Parameters<Express['engine']>[1];

/**
 * Buttons for what is refused here (see `isSafeAction`) are not shown. Bull Board can leave out all of its buttons or
 * none, so they are told by their places: of a job, Clean, the last one, and Promote, the first of the five of a delayed
 * job; of a list, Promote all, the first of two; of a queue, Pause or Resume, the second in its menu. The spec looks at the installed
 * version.
 */
const onlySafeButtons = `
  [class*='jobActions-'] > li:not(:first-child:nth-last-child(5)):not(:last-child),
  [class*='queueActions-'] > li:not(:first-child:nth-last-child(2)),
  :has(> [class*='danger-']) > [role='menuitem']:not(:nth-child(2)) { display: none; }
`;

/** All the style that its page itself has; what its own files bring comes from their folder. */
export const boardStyleHash = hashOf(onlySafeButtons);

/** Serves Bull Board's page without what it asks other hosts for, which are fonts, and without buttons in vain. */
export function ownPage(pages: Express): void {
  // Express keeps what renders pages, by the ending of their files, and its types do not say so.
  const { engines } = pages as unknown as { readonly engines: Readonly<Record<string, Engine>> };
  const render = engines['.ejs'];
  if (render === undefined) throw new Error('Bull Board has no page');
  pages.engine('ejs', (path, values, callback) => {
    render(path, values, (error: unknown, html?: string) => {
      callback(error, html === undefined ? undefined : adapted(html));
    });
  });
}

/** Its "Loading" has styles within the page, which the content security policy does not take, and is plain here. */
export function adapted(html: string): string {
  return html
    .replace(/<style>[^<]*<\/style>/g, '')
    .replace(/(<[a-z]+) style="[^"]*"/g, '$1')
    .replace(/<(?:link|script)\b[^>]*(?:href|src)="https?:[^>]*>(?:<\/script>)?/g, '')
    .replace('</head>', `<style>${onlySafeButtons}</style></head>`);
}

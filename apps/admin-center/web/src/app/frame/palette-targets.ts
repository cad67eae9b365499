import type { OutputOf } from '../../api/index.js';
import type { TextKey, Texts } from '../../text/index.js';
import type { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';
import { serverPages } from '../pages.js';

/** What the palette goes to. */
export interface Target {
  /** With what stands behind the question mark. */
  readonly path: string;
  readonly title: string;
  /** At the end of the line: what it is. */
  readonly about: string;
}

type T = Texts<TextKey<typeof appTexts>>;
type Found = OutputOf<'Find-Object'>['rows'][number];

/** Pages whose name, or whose feature's name, has the text. */
export function pageTargets(shown: readonly Feature[], t: T): readonly Target[] {
  const own = shown.flatMap((feature) =>
    feature.pages
      .filter(({ isWithin }) => isWithin !== true)
      .map(({ path, title }) => ({ path, title: t(title), about: t(feature.title) })),
  );
  return [...own, ...serverPages.map(({ href, title }) => ({ path: href, title: t(title), about: '' }))];
}

/** Where an object is, by the noun of its cmdlets. */
const pagesOfKinds: Readonly<Record<string, string>> = {
  ReceiveConnector: '/mail-flow/receive-connectors',
  SendConnector: '/mail-flow/send-connectors',
  DeliveryAgentConnector: '/mail-flow/other-connectors',
  ForeignConnector: '/mail-flow/other-connectors',
  InboundConnector: '/mail-flow/other-connectors',
  AcceptedDomain: '/mail-flow/accepted-domains',
  RemoteDomain: '/mail-flow/remote-domains',
  TransportRule: '/mail-flow/rules',
  Mailbox: '/recipients/mailboxes',
  DistributionGroup: '/recipients/groups',
  DynamicDistributionGroup: '/recipients/groups',
  MailContact: '/recipients/contacts',
  MailUser: '/recipients/contacts',
  RoleGroup: '/permissions/role-groups',
  ExchangeServer: '/servers/servers',
  Queue: '/queue-viewer/queues',
};

/** Objects that have a page here which the user may read. */
export function objectTargets(found: readonly Found[], shown: readonly Feature[]): readonly Target[] {
  return found.flatMap(({ kind, name, detail, guid }) => {
    const page = pagesOfKinds[kind];
    if (page === undefined || !isShown(page, shown)) return [];
    const search = guid === undefined ? { q: name } : { at: guid };
    const title = detail === '' || detail === name ? name : `${name} · ${detail}`;
    return [{ path: `${page}?${new URLSearchParams(search).toString()}`, title, about: kind }];
  });
}

/** What an address or an id asks for, which nobody has to look up. */
export function mailTargets(text: string, shown: readonly Feature[], t: T): readonly Target[] {
  const tracked = (q: string, title: string): Target => ({
    path: `/tracking?${new URLSearchParams({ q }).toString()}`,
    title,
    about: t('tracking'),
  });
  if (/^<[^\s<>]+@[^\s<>]+>$/.test(text)) {
    return isShown('/tracking', shown) ? [tracked(`msgid:${text}`, t('messageOf', { id: text }))] : [];
  }
  if (/^[^\s@<>"]+@[^\s@<>"]+$/.test(text)) {
    if (!isShown('/tracking', shown)) return [];
    return [
      tracked(`from:${text}`, t('mailFrom', { address: text })),
      tracked(`to:${text}`, t('mailTo', { address: text })),
    ];
  }
  if (/^\d{6,20}$/.test(text) && isShown('/queue-viewer/messages', shown)) {
    const path = `/queue-viewer/messages?${new URLSearchParams({ q: `id:${text}` }).toString()}`;
    return [{ path, title: t('messageOf', { id: text }), about: t('queues') }];
  }
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) && isShown('/tracking/$id', shown)) {
    return [{ path: `/tracking/${text}`, title: t('messageOf', { id: text }), about: t('tracking') }];
  }
  return [];
}

function isShown(path: string, shown: readonly Feature[]): boolean {
  return shown.some(({ pages }) => pages.some((page) => page.path === path));
}

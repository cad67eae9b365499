import { api, usePermission, type ObjectOf, type Permission } from '../../../api/index.js';

export const contactKinds = ['MailContacts', 'MailUsers'] as const;
export type ContactKind = (typeof contactKinds)[number];

export type Contact =
  | (ObjectOf<'MailContacts'> & { readonly kind: 'MailContacts' })
  | (ObjectOf<'MailUsers'> & { readonly kind: 'MailUsers' });

/** Makes, changes and removes contacts of a kind. */
export const ordersOf = { MailContacts: api.mailContacts, MailUsers: api.mailUsers } as const;

type Rights = Readonly<Record<ContactKind, Permission>>;

export function useContactRights(): Readonly<Record<'add' | 'set' | 'remove', Rights>> {
  return {
    add: { MailContacts: usePermission('New-MailContact'), MailUsers: usePermission('New-MailUser') },
    set: { MailContacts: usePermission('Set-MailContact'), MailUsers: usePermission('Set-MailUser') },
    remove: {
      MailContacts: usePermission('Remove-MailContact'),
      MailUsers: usePermission('Remove-MailUser'),
    },
  };
}

import type { Whom } from '../../../ui/index.js';

interface Named {
  readonly whom: Whom;
  /** Also addresses of somebody else. */
  readonly takesAddresses?: true;
}

/** Parameters that name recipients, and whom they may name; those of groups end with MemberOf. */
const named: Readonly<Record<string, Named>> = {
  From: { whom: 'people' },
  SentTo: { whom: 'people', takesAddresses: true },
  BetweenMemberOf1: { whom: 'groups' },
  BetweenMemberOf2: { whom: 'groups' },
  ManagerAddresses: { whom: 'people' },
  AnyOfToHeader: { whom: 'anybody', takesAddresses: true },
  AnyOfCcHeader: { whom: 'anybody', takesAddresses: true },
  AnyOfToCcHeader: { whom: 'anybody', takesAddresses: true },
  ModerateMessageByUser: { whom: 'people' },
  RedirectMessageTo: { whom: 'anybody', takesAddresses: true },
  AddToRecipients: { whom: 'anybody', takesAddresses: true },
  CopyTo: { whom: 'anybody', takesAddresses: true },
  BlindCopyTo: { whom: 'anybody', takesAddresses: true },
  GenerateIncidentReport: { whom: 'anybody', takesAddresses: true },
};

/** Whom a parameter names, if it names recipients. */
export function recipientsOf(parameter: string): Named | undefined {
  const name = parameter.replace(/^ExceptIf/, '');
  return named[name] ?? (name.endsWith('MemberOf') ? { whom: 'groups' } : undefined);
}

export function isOfRecipients(parameter: string): boolean {
  return recipientsOf(parameter) !== undefined;
}

/** Kinds that a directory source brings. */
export const sourcedKinds = ['Mailboxes', 'MailUsers', 'MailContacts', 'DistributionGroups'] as const;

export type SourcedKind = (typeof sourcedKinds)[number];

/** Whom a parameter may name. */
export type Fit = 'anybody' | 'groups' | 'people';

/** A parameter that names recipients, as the directory has it: by distinguished names. */
export interface MappedReference {
  readonly parameter: string;
  readonly dns: readonly string[];
  readonly fit: Fit;
  /** One name, rather than a list. */
  readonly single?: boolean;
  /** It says who alone may send: when nobody of them is known here, nobody may. */
  readonly closes?: boolean;
}

/** A recipient as one entry makes it; whether it fits into the organization is not looked at yet. */
export interface MappedRecipient {
  readonly kind: SourcedKind;
  readonly guid: string;
  readonly dn: string;
  /** The best one first. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  /** The first one is the primary one. */
  readonly addresses: readonly string[];
  readonly login?: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly references: readonly MappedReference[];
}

/** Why a moderator hears that their answer was not counted. */
export type UncountedAnswer = 'decided' | 'unclear' | 'unproven';

/** What moderators are told, in one language. */
export interface ApprovalWords {
  readonly approve: string;
  readonly reject: string;
  /** Before the subject of the message. */
  readonly title: string;
  readonly expiredTitle: string;
  readonly uncountedTitle: string;
  readonly introduction: string;
  readonly sender: string;
  readonly recipients: string;
  readonly subject: string;
  /** How to answer without the links. */
  readonly advice: string;
  readonly deadline: (date: string) => string;
  readonly expired: string;
  readonly uncounted: Readonly<Record<UncountedAnswer, string>>;
}

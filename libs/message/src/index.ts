export {
  journalingWasDone,
  judgedFields,
  rulesWereExecuted,
  withRulesExecuted,
} from './history/agent-marks.js';
export { entranceFields, entranceOf } from './history/entrance.js';
export {
  originalClient,
  type Entrance,
  type MessageSource,
  type Peer,
  type ProxiedClient,
} from './message-source.js';
export { formatInternalId, InternalIdBlock, parseInternalId, type InternalId } from './internal-id.js';
export { HeaderSplitter } from './header/header-splitter.js';
export { fieldText, HeaderBlock, type HeaderField } from './header/header-block.js';
export { statedImportance, statedPriority, type Priority } from './header/stated-priority.js';
export { headerField } from './header/header-field.js';
export { addressesIn, mailboxesIn } from './header/address-list.js';
export { admitHeader, type AdmittedHeader, type Arrival } from './trace/admit-header.js';
export {
  applyHeaderFirewall,
  deliveryFirewall,
  noHeaderRights,
  type HeaderRights,
} from './trace/header-firewall.js';
export { replayHeader, replayName, type ReplayName } from './trace/replay-header.js';
export { receivedField, receivedFromPeer, type ReceivedHop } from './trace/received-field.js';
export { ensureDate, ensureMessageId, messageIdOf, withUsableDate } from './trace/missing-fields.js';
export { checkHopCount, type HopLimits } from './trace/hop-count.js';
export {
  organizationField,
  stampOrganizationFields,
  type OrganizationStamp,
} from './trace/organization-fields.js';
export { formatDateTime, formatIsoTime, isoArrivalTime } from './trace/date-time.js';
export { composeDsn } from './dsn/compose-dsn.js';
export { originalExplanations } from './dsn/explanations.js';
export { notificationsPage } from './dsn/notifications-page.js';
export { attachesContent, dsnWanted } from './dsn/dsn-wanted.js';
export type { ComposedDsn, DsnKind, DsnOriginal, DsnRecipient, DsnReporter, DsnRequest } from './dsn/dsn.js';
export type { NoticePiece } from './dsn/report/notice.js';
export { dsnLanguages, languageOfAuthor, languageOfTag, type DsnLanguage } from './dsn/words/dsn-language.js';
export { ruleRejection } from './dsn/rule-rejection.js';
export { statusOf } from './dsn/words/failure-cause.js';
export { crlfLines } from './mime/crlf-lines.js';
export { NaturalEncoding } from './mime/natural-encoding.js';
export { waitReply, type WaitCause } from './dsn/wait-cause.js';
export { decodeText, encodeText } from './mime/encoded-word.js';
export { convertText } from './mime/conversion/convert-text.js';
export { mayChangeText, type TextEncoding, type TextForm } from './mime/conversion/text-form.js';
export { convertBody, type ConvertedBody, type MessageOctets } from './mime/conversion/convert-body.js';
export { admitSenderFields, type PermittedSenders } from './sender/sender-fields.js';
export { shownSender } from './sender/shown-sender.js';
export { MessageReader, type MessageReading, type ReadingBounds } from './mime/reading/message-reader.js';
export type { PartReading } from './mime/reading/part-reading.js';
export { addText } from './mime/disclaimer/add-text.js';
export type { AddedText } from './mime/disclaimer/changed-text.js';
export { wrapMessage, writeText } from './mime/disclaimer/wrap-message.js';
export { automaticMail, type AutomaticMail } from './history/automatic-mail.js';
export {
  expansionFields,
  forwardingFields,
  forwardingMark,
  messageHistory,
  resolvedFields,
  possibleDuplicateFields,
  mayBeDuplicate,
  outboundConnectorField,
  outboundRequireTlsField,
  leaseExpiry,
  leaseFields,
  type MessageHistory,
} from './history/message-history.js';
export { escapedHtml } from './mime/escaped-html.js';
export {
  approvalExpired,
  approvalRequest,
  uncountedAnswer,
  type ApprovalText,
  type ModeratedMessage,
} from './moderation/approval-request.js';
export type { UncountedAnswer } from './moderation/approval-words.js';
export { moderatorDecision, type ModeratorDecision } from './moderation/moderator-decision.js';

import { receiveConnector, sendConnector, sentConnector } from './connectors.js';
import type { ConvertedNoun, Draft, ImportBasis } from './draft.js';
import {
  acceptedDomain,
  plain,
  remoteDomain,
  transportConfig,
  transportRule,
  transportService,
} from './others.js';
import { distributionGroup, dynamicDistributionGroup, external, mailbox } from './recipients.js';

/** Fills a draft from its object, and may make a second one of it. Throws CannotImport. */
type Converter = (draft: Draft, basis: ImportBasis) => Draft | void;

export const converters: Readonly<Record<ConvertedNoun, Converter>> = {
  ReceiveConnector: receiveConnector,
  SendConnector: sendConnector,
  ForeignConnector: sentConnector,
  DeliveryAgentConnector: sentConnector,
  AcceptedDomain: acceptedDomain,
  RemoteDomain: remoteDomain,
  TransportConfig: transportConfig,
  TransportService: transportService,
  FrontendTransportService: transportService,
  MailboxTransportService: transportService,
  Mailbox: mailbox,
  RemoteMailbox: external,
  MailContact: external,
  MailUser: external,
  DistributionGroup: distributionGroup,
  DynamicDistributionGroup: dynamicDistributionGroup,
  TransportRule: transportRule,
  JournalRule: plain,
};

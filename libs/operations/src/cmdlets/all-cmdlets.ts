import type { ServerRole } from '@mailyard/service';

import { whyLacking } from '../server-roles/role-parameters.js';
import { isOfRole } from '../server-roles/server-role.js';
import { accountOfOwnCmdlets } from './administrators/own-account-cmdlets.js';
import { administratorCmdlets } from './administrators/administrator-cmdlets.js';
import { sessionCmdlets } from './administrators/session-cmdlets.js';
import { agentCmdlets } from './agents/agent-cmdlets.js';
import { auditCmdlet } from './audit/audit-cmdlet.js';
import { certificateCmdlets } from './certificates/certificate-cmdlets.js';
import type { Cmdlet, CmdletOutcome, CmdletParameter, OutputObject } from './cmdlet.js';
import { componentCmdlets } from './components/component-cmdlets.js';
import { directorySourceCmdlets, directorySourceForm } from './directory-sources/directory-source-cmdlets.js';
import { cloneCmdlets } from './edge/clone-cmdlets.js';
import { edgeCmdlets } from './edge/edge-cmdlets.js';
import { edgeSyncServiceConfigCmdlets } from './edge/service-config-cmdlets.js';
import { importCmdlet } from './organization/exchange-import-cmdlet.js';
import { exportMessageCmdlet, getMessageCmdlet } from './messages/message-cmdlets.js';
import { messageOrderCmdlets } from './messages/message-order-cmdlets.js';
import { deliveryAgentConnectorCmdlets, foreignConnectorCmdlets } from './objects/connector-cmdlets.js';
import {
  acceptedDomainCmdlets,
  mailboxDatabaseCmdlets,
  remoteDomainCmdlets,
  systemMessageCmdlets,
  transportConfigCmdlets,
} from './objects/domain-cmdlets.js';
import { kindCmdlets } from './objects/kind-cmdlet.js';
import { inboundConnectorCmdlets } from './objects/inbound-connector-cmdlets.js';
import { outboundConnectorCmdlets } from './objects/outbound-connector-cmdlets.js';
import { receiveConnectorCmdlets } from './objects/receive-connector-cmdlets.js';
import {
  distributionGroupCmdlets,
  dynamicDistributionGroupCmdlets,
  mailboxCmdlets,
  mailContactCmdlets,
  mailUserCmdlets,
} from './objects/recipient-cmdlets.js';
import { rulePartCmdlets } from './transport-rules/rule-part-cmdlets.js';
import { ruleTestCmdlets } from './transport-rules/rule-test-cmdlets.js';
import { journalRuleCmdlets, ruleSwitches, transportRuleCmdlets } from './objects/rule-cmdlets.js';
import { sendConnectorCmdlets } from './objects/send-connector-cmdlets.js';
import { serverCmdlets } from './objects/server-cmdlets.js';
import { serviceCmdlets } from './objects/service-cmdlets.js';
import { adPermissionCmdlets } from './permissions/ad-permission-cmdlets.js';
import { organizationConfigCmdlets } from './organization/organization-config-cmdlets.js';
import { revisionCmdlets } from './organization/revision-cmdlets.js';
import { queueCmdlets } from './queues/queue-cmdlets.js';
import { queueDigestCmdlet } from './queues/queue-digest-cmdlet.js';
import { smtpCredentialCmdlets } from './objects/credential-cmdlets.js';
import { accountCmdlets } from './recipients/mailbox-cmdlets.js';
import { memberCmdlets } from './recipients/member-cmdlets.js';
import { recipientListCmdlets } from './recipients/recipient-list-cmdlets.js';
import { managementRoleCmdlets } from './role-groups/management-role-cmdlets.js';
import { relayClientCmdlet, setRelayClientCmdlet } from './relay/relay-client-cmdlet.js';
import { relayDeviceCmdlet } from './relay/relay-device-cmdlet.js';
import { roleGroupMemberCmdlets } from './role-groups/role-group-member-cmdlets.js';
import { managementScopeCmdlets } from './role-groups/management-scope-cmdlets.js';
import { roleAssignmentCmdlets } from './role-groups/role-assignment-cmdlets.js';
import { roleGroupCmdlets } from './role-groups/role-group-cmdlets.js';
import { smtpConnectivityCmdlet } from './tests/connectivity-cmdlet.js';
import { mailflowCmdlet } from './tests/mailflow-cmdlet.js';
import { edgeMailFlowCmdlets } from './tests/edge-mail-flow-cmdlets.js';
import { explainingCmdlets } from './tests/explaining-cmdlets.js';
import { safetyNetCmdlets } from './tracking/safety-net-cmdlets.js';
import { reportCmdlets } from './tracking/report-cmdlets.js';
import { trackingCmdlet } from './tracking/tracking-cmdlets.js';

/** Everything that the management shell can be told, in the order in which it is listed. */
export const cmdlets: readonly Cmdlet[] = [
  ...kindCmdlets(receiveConnectorCmdlets),
  ...kindCmdlets(sendConnectorCmdlets),
  ...kindCmdlets(deliveryAgentConnectorCmdlets),
  ...kindCmdlets(foreignConnectorCmdlets),
  ...kindCmdlets(inboundConnectorCmdlets),
  ...outboundConnectorCmdlets,
  ...adPermissionCmdlets,
  ...kindCmdlets(acceptedDomainCmdlets),
  ...kindCmdlets(remoteDomainCmdlets),
  ...kindCmdlets(mailboxCmdlets),
  ...accountCmdlets,
  ...kindCmdlets(mailUserCmdlets),
  ...kindCmdlets(mailContactCmdlets),
  ...kindCmdlets(distributionGroupCmdlets),
  ...memberCmdlets,
  ...kindCmdlets(dynamicDistributionGroupCmdlets),
  ...recipientListCmdlets,
  ...kindCmdlets(smtpCredentialCmdlets),
  ...kindCmdlets(mailboxDatabaseCmdlets),
  ...kindCmdlets(directorySourceForm),
  ...directorySourceCmdlets,
  ...edgeCmdlets,
  ...kindCmdlets(edgeSyncServiceConfigCmdlets),
  ...cloneCmdlets,
  ...serverCmdlets,
  ...serviceCmdlets,
  ...kindCmdlets(transportConfigCmdlets),
  ...organizationConfigCmdlets,
  ...kindCmdlets(systemMessageCmdlets),
  ...certificateCmdlets,
  ...kindCmdlets(transportRuleCmdlets),
  ...ruleSwitches,
  ...rulePartCmdlets,
  ...ruleTestCmdlets,
  ...kindCmdlets(journalRuleCmdlets),
  ...agentCmdlets,
  ...queueCmdlets,
  queueDigestCmdlet,
  getMessageCmdlet,
  ...messageOrderCmdlets,
  exportMessageCmdlet,
  trackingCmdlet,
  ...reportCmdlets,
  ...safetyNetCmdlets,
  ...componentCmdlets,
  ...kindCmdlets(roleGroupCmdlets),
  ...roleGroupMemberCmdlets,
  ...managementRoleCmdlets,
  ...roleAssignmentCmdlets,
  ...kindCmdlets(managementScopeCmdlets),
  auditCmdlet,
  ...administratorCmdlets,
  ...sessionCmdlets,
  ...accountOfOwnCmdlets,
  smtpConnectivityCmdlet,
  mailflowCmdlet,
  ...explainingCmdlets,
  ...edgeMailFlowCmdlets,
  relayDeviceCmdlet,
  relayClientCmdlet,
  setRelayClientCmdlet,
  importCmdlet,
  ...revisionCmdlets,
];

const byName = new Map(cmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));

/** Those that a server of the role has. */
export function cmdletsOf(role: ServerRole): readonly Cmdlet[] {
  return cmdlets.filter(({ name }) => isOfRole(name, role)).map((cmdlet) => atServer(cmdlet, role));
}

/** In any case of its letters, where a server of the role has it. */
export function cmdletNamed(name: string, role: ServerRole): Cmdlet | undefined {
  const cmdlet = byName.get(name.toLowerCase());
  return cmdlet !== undefined && isOfRole(cmdlet.name, role) ? atServer(cmdlet, role) : undefined;
}

/** An Edge is the only server that it knows: nobody has to name it. */
function atServer(cmdlet: Cmdlet, role: ServerRole): Cmdlet {
  if (role === 'Mailbox') return cmdlet;
  const optional = (each: CmdletParameter): CmdletParameter =>
    each.objects === 'TransportService' ? { ...each, mandatory: false } : each;
  return {
    ...cmdlet,
    parameters: cmdlet.parameters.map(optional),
    ...(cmdlet.name === 'Get-TransportConfig' && {
      run: async (call) => withoutVainLimits(await cmdlet.run(call)),
    }),
  };
}

/** A limit that is shown is taken for one. */
function withoutVainLimits({ output = [], ...outcome }: CmdletOutcome): CmdletOutcome {
  const cmdlet = 'Set-TransportConfig';
  const isThere = (parameter: string) => whyLacking({ cmdlet, parameter }, 'Edge') === undefined;
  const shown = (object: OutputObject): OutputObject =>
    Object.fromEntries(Object.entries(object).filter(([parameter]) => isThere(parameter)));
  return { ...outcome, output: output.map(shown) };
}

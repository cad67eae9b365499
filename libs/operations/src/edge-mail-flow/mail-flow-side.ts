import { z } from 'zod';

const receiveConnector = z.strictObject({
  identity: z.string(),
  enabled: z.boolean(),
  fqdn: z.string().optional(),
  bindings: z.array(z.string()).readonly(),
  remoteIpRanges: z.array(z.string()).readonly(),
  authMechanism: z.array(z.string()).readonly(),
  permissionGroups: z.array(z.string()).readonly(),
  /** Thumbprint of what is shown there after STARTTLS; none is known of other servers than the one that was asked. */
  certificate: z.string().optional(),
});

const sendConnector = z.strictObject({
  name: z.string(),
  enabled: z.boolean(),
  /** Addresses of SMTP alone. */
  addressSpaces: z.array(z.string()).readonly(),
  smartHosts: z.array(z.string()).readonly(),
  port: z.int(),
  /** Undefined: the system chooses. */
  sourceIpAddress: z.string().optional(),
  smartHostAuthMechanism: z.string(),
  login: z.string().optional(),
});

/**
 * All of an Edge, or of an organization, that mail between the two depends on. It has no secret in it: the other side gets
 * it as a file.
 */
export const mailFlowSide = z
  .strictObject({
    /** Of this form of the file. */
    version: z.literal(2),
    serverRole: z.enum(['Mailbox', 'Edge']),
    server: z.string(),
    /** What is added to the ports of bindings. */
    portOffset: z.int(),
    /** Of the services that send, as far as they are known. */
    addresses: z.array(z.string()).readonly(),
    servers: z.array(z.strictObject({ name: z.string(), fqdn: z.string() })).readonly(),
    /** What completes the login of an account that is said without a domain. */
    loginDomain: z.string(),
    acceptedDomains: z.array(z.strictObject({ domainName: z.string(), domainType: z.string() })).readonly(),
    receiveConnectors: z.array(receiveConnector.readonly()).readonly(),
    sendConnectors: z.array(sendConnector.readonly()).readonly(),
    accounts: z.array(z.strictObject({ login: z.string(), isServer: z.boolean() })).readonly(),
    certificates: z
      .array(z.strictObject({ thumbprint: z.string(), chain: z.array(z.string()).min(1).readonly() }))
      .readonly(),
    /** What is in `trusted/`: PEM. */
    trusted: z.array(z.string()).readonly(),
  })
  .readonly();

export type MailFlowSide = z.output<typeof mailFlowSide>;
export type SideReceiveConnector = MailFlowSide['receiveConnectors'][number];
export type SideSendConnector = MailFlowSide['sendConnectors'][number];

import {
  accessControl,
  accessRowText,
  anonymousLogon,
  formValuesOf,
  kilobytes,
  listOf,
  megabytes,
  number,
  optional,
  parametersOf,
  shownDeclared,
  timeSpan,
  type DeclaredParameter,
  type FormValues,
  type Shown,
  type ShownParameters,
} from '../../../../ui/index.js';

export const anonymousRelayRow = accessRowText({
  User: anonymousLogon,
  Right: 'ms-Exch-SMTP-Accept-Any-Recipient',
  Deny: false,
});

const shownHere = {
  Comment: optional,
  Banner: optional,
  DefaultDomain: optional,
  TlsCertificateName: optional,
  MaxMessageSize: megabytes,
  MaxHeaderSize: kilobytes,
  MaxHopCount: number,
  MaxLocalHopCount: number,
  MaxRecipientsPerMessage: number,
  MaxProtocolErrors: number,
  MaxCommandsWithoutMail: number,
  MaxLogonFailures: number,
  MaxInboundConnection: number,
  MaxInboundConnectionPerSource: number,
  MaxInboundConnectionPercentagePerSource: number,
  MessageRateLimit: number,
  ConnectionTimeout: timeSpan,
  ConnectionInactivityTimeout: timeSpan,
  TarpitInterval: timeSpan,
  AuthTarpitInterval: timeSpan,
  AccessControl: accessControl,
} as const satisfies Readonly<Record<string, Shown>>;

/** What the kind declares besides is shown by its type. */
export function shownOf(declared: readonly DeclaredParameter[]): ShownParameters {
  return { ...shownDeclared(declared), ...shownHere };
}

export const domainSecure = 'DomainSecureEnabled';

/** Domain security stands among the ways of authentication, as in Exchange's page. */
export function connectorFormValues(object: FormValues, shown: ShownParameters): FormValues {
  const mechanisms = listOf(object['AuthMechanism']);
  const isSecure = object[domainSecure] === true;
  return {
    ...formValuesOf(object, shown),
    AuthMechanism: isSecure ? [...mechanisms, domainSecure] : mechanisms,
  };
}

/** What the form says of those parameters. */
export function connectorParameters(
  values: FormValues,
  names: readonly string[],
  shown: ShownParameters,
): FormValues {
  const said = parametersOf(values, names, shown);
  if (!names.includes('AuthMechanism')) return said;
  const chosen = listOf(values['AuthMechanism']);
  return {
    ...said,
    AuthMechanism: chosen.filter((each) => each !== domainSecure),
    [domainSecure]: chosen.includes(domainSecure),
  };
}

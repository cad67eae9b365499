import { failure, type Finding, type Pair } from '../finding.js';
import { inwardLinks, outwardLinks, type Link } from '../links.js';
import type { MailFlowSide } from '../mail-flow-side.js';

/** Who signs in has an account at the other side, in the group Exchange Servers. Whether the password fits shows at a sign-in. */
export function accounts(pair: Pair): readonly Finding[] {
  return [...inwardLinks(pair), ...outwardLinks(pair)].flatMap(ofLink);
}

function ofLink({ connector, from, to }: Link): readonly Finding[] {
  const { name, login, smartHostAuthMechanism } = connector;
  if (!smartHostAuthMechanism.startsWith('BasicAuth') || login === undefined) return [];
  const wanted = principalName(login, to);
  const account = to.accounts.find((each) => each.login.toLowerCase() === wanted.toLowerCase());
  if (account === undefined) {
    return [
      failure(
        to,
        `"${name}" of ${from.server} signs in as ${login}, and there is no account ${wanted}`,
        `New-SmtpCredential ${wanted} -MemberOf "Exchange Servers" -Password (Get-Credential)`,
      ),
    ];
  }
  if (account.isServer) return [];
  return [
    failure(
      to,
      `${wanted} is not in Exchange Servers: what "${name}" of ${from.server} brings is not taken as a server's (530 5.7.57)`,
      `Set-SmtpCredential ${wanted} -MemberOf "Exchange Servers"`,
    ),
  ];
}

/** `EDGE01\relay` is relay there, with the domain of logins. */
function principalName(login: string, { loginDomain }: MailFlowSide): string {
  const name = login.slice(login.indexOf('\\') + 1);
  return name.includes('@') ? name : `${name}@${loginDomain}`;
}

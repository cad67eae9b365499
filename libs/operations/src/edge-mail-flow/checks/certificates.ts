import { failure, type Finding, type Pair } from '../finding.js';
import { connectorsFor, inwardLinks, isNameOf, outwardLinks, type Link } from '../links.js';

/** Before a password is sent, the certificate must bear the name of the smart host as it is written, and be trusted. */
export function certificates(pair: Pair): readonly Finding[] {
  return [...inwardLinks(pair), ...outwardLinks(pair)]
    .filter(({ connector }) => connector.smartHostAuthMechanism === 'BasicAuthRequireTLS')
    .flatMap((link) => {
      const shown = connectorsFor(link).flatMap(({ certificate }) => certificate ?? []);
      // Of servers whose certificates are not in the file nothing is known.
      return shown.length === 0 ? [] : [...names(link, shown, pair), ...trusted(link, shown, pair)];
    });
}

function names({ connector, to, from }: Link, shown: readonly string[], { trust }: Pair): readonly Finding[] {
  const others = to.servers.filter(({ name }) => name !== to.server).map(({ fqdn }) => fqdn.toLowerCase());
  return connector.smartHosts
    .filter((host) => !others.includes(host.toLowerCase()) && isOurs(host, connector.smartHosts, to))
    .filter((host) => !shown.some((thumbprint) => trust.bears(to, thumbprint, host)))
    .map((host) =>
      failure(
        to,
        `no certificate bears the name ${host}, by which "${connector.name}" of ${from.server} goes: it sends neither password nor mail`,
        `New-ExchangeCertificate -DomainName ${host.replaceAll(/[[\]]/g, '')} -Services SMTP, or at ${from.server} Set-SendConnector "${connector.name}" -SmartHosts with a name that the certificate bears`,
      ),
    );
}

/** A host that none of our names fits is ours all the same where it is the only one. */
function isOurs(host: string, all: readonly string[], to: Link['to']): boolean {
  return isNameOf(to, host) || all.length === 1;
}

function trusted(
  { connector, from, to }: Link,
  shown: readonly string[],
  { trust }: Pair,
): readonly Finding[] {
  const problems = new Map(shown.map((each) => [each, trust.problem(from, to, each)]));
  return Array.from(problems, ([thumbprint, problem]) =>
    problem === undefined
      ? []
      : [
          failure(
            from,
            `"${connector.name}" does not trust the certificate of ${to.server} (${thumbprint}): ${problem}`,
            `At ${to.server} Export-ExchangeCertificate -Thumbprint ${thumbprint} -FileName ${to.server}.crt, and that file into the folder trusted of pki in the data directory here`,
          ),
        ],
  ).flat();
}

import { catalogue } from '../../../text/index.js';

export const acceptedDomainTexts = catalogue({
  en: {
    list: 'Accepted domains',
    search: 'Search domains',
    empty: 'No accepted domains: no mail is for this organization.',
    name: 'Name',
    domain: 'Accepted domain',
    domainHelp: 'contoso.com, or *.contoso.com for all domains below it.',
    type: 'Domain type',
    default: 'Default',
    isDefault: 'Default',
    newTitle: 'New accepted domain',
    editTitle: 'Edit {name}',
    Authoritative: 'Authoritative',
    AuthoritativeHelp: 'Recipients are here; mail for others is refused.',
    InternalRelay: 'Internal relay',
    InternalRelayHelp:
      'Recipients that are not here are reached by a Send connector, inside the organization.',
    ExternalRelay: 'External relay',
    ExternalRelayHelp: 'Recipients that are not here are reached by a Send connector, outside of it.',
    makeDefault: 'Make this the default domain',
    defaultHelp:
      'Of the postmaster, and of addresses that programs make. The domain that is it now no longer is.',
    subDomains: 'All domains below it, too',
    catchAll: 'Recipient of mail for addresses that nobody has',
    catchAllHelp: 'Name, alias or address; of an authoritative domain only. Empty: such mail is refused.',
    needsConnector:
      'No Send connector is for this domain: mail for recipients that are not here waits in Unreachable.',
    changed: 'Changed',
  },
  de: {
    list: 'Akzeptierte Domänen',
    search: 'Domänen durchsuchen',
    empty: 'Keine akzeptierten Domänen: keine Nachricht ist für diese Organisation.',
    name: 'Name',
    domain: 'Akzeptierte Domäne',
    domainHelp: 'contoso.com, oder *.contoso.com für alle Domänen darunter.',
    type: 'Domänentyp',
    default: 'Standard',
    isDefault: 'Standard',
    newTitle: 'Neue akzeptierte Domäne',
    editTitle: '{name} bearbeiten',
    Authoritative: 'Autorisierend',
    AuthoritativeHelp: 'Empfänger sind hier; Nachrichten an andere werden abgelehnt.',
    InternalRelay: 'Internes Relay',
    InternalRelayHelp:
      'Empfänger, die nicht hier sind, werden über einen Sendeconnector innerhalb der Organisation erreicht.',
    ExternalRelay: 'Externes Relay',
    ExternalRelayHelp: 'Empfänger, die nicht hier sind, werden über einen Sendeconnector außerhalb erreicht.',
    makeDefault: 'Zur Standarddomäne machen',
    defaultHelp:
      'Die des Postmasters und der Adressen, die Programme bilden. Die bisherige Standarddomäne ist es dann nicht mehr.',
    subDomains: 'Auch alle Domänen darunter',
    catchAll: 'Empfänger der Nachrichten an Adressen, die niemand hat',
    catchAllHelp:
      'Name, Alias oder Adresse; nur einer autorisierenden Domäne. Leer: solche Nachrichten werden abgelehnt.',
    needsConnector:
      'Kein Sendeconnector ist für diese Domäne da: Nachrichten an Empfänger, die nicht hier sind, warten in Unreachable.',
    changed: 'Geändert',
  },
});

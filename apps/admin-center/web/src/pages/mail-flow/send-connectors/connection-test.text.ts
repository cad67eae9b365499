import { catalogue } from '../../../text/index.js';

export const connectionTestTexts = catalogue({
  en: {
    connections: 'Connections of the last hour',
    noConnections: 'None.',
    notLogged: 'Not known: protocol logging of this connector is None.',
    withoutTls: 'without TLS',
    nobodyAnswered: 'nobody answered',
    lastError: 'Last error',
    test: 'Connection test',
    testConnection: 'Test connection',
    testDomain: 'Domain',
    testDomainHelp: 'Whose mail hosts are tried; empty: the first domain of the address space.',
    testing: 'Trying…',
    transcript: 'What was said',
  },
  de: {
    connections: 'Verbindungen der letzten Stunde',
    noConnections: 'Keine.',
    notLogged: 'Nicht bekannt: die Protokollierung dieses Connectors ist None.',
    withoutTls: 'ohne TLS',
    nobodyAnswered: 'niemand antwortete',
    lastError: 'Letzter Fehler',
    test: 'Verbindungstest',
    testConnection: 'Verbindung testen',
    testDomain: 'Domäne',
    testDomainHelp: 'Deren Mailhosts versucht werden; leer: die erste Domäne des Adressraums.',
    testing: 'Wird versucht…',
    transcript: 'Was gesagt wurde',
  },
});

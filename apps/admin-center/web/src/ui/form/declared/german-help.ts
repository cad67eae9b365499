const likeOutside = 'Dasselbe für Absender außerhalb.';
const inPlaceOf = (name: string, priority: string): string =>
  `Statt ${name} für Nachrichten ${priority} Priorität, mit PriorityQueuingEnabled.`;
const onTheirWay = (priority: string): string =>
  `Nachrichten ${priority} Priorität, die zugleich zu einer Domäne oder einer Menge von Smarthosts unterwegs sind, jede über ihre eigene Verbindung, mit PriorityQueuingEnabled.`;

/** What the server says in English of parameters that dialogs draw as they are declared, by name. */
export const germanHelp: Readonly<Record<string, string>> = {
  Fqdn: 'Name, unter dem andere Hosts den Server kennen.',
  ADSite: 'Standort des Servers, für Connectors mit IsScopedConnector und für den nächsten Quellserver.',
  ExternalDNSServers:
    'Dasselbe für Sendeconnectors mit UseExternalDNSServersEnabled; keine: die des Rechners.',
  InternalDNSServers:
    'DNS-Server in der Reihenfolge, in der sie gefragt werden, mit Port, wo er nicht 53 ist (`192.0.2.1:5353`); keine: die des Rechners.',
  DnsFaultTolerance:
    'Wenn ein Host einer MX-Menge nicht nachgeschlagen werden kann. Lenient: die anderen werden benutzt. Normal: nur die, die vor ihm stehen.',
  MaxOutboundConnections:
    'Verbindungen zu anderen Organisationen zugleich, von allen Hubs des Servers. Ein Hub arbeitet an höchstens 5.000 eines Connectors.',
  MaxPerDomainOutboundConnections: 'Davon zu einer Domäne oder zu einer Menge von Smarthosts.',
  MaxConnectionRatePerMinute:
    'Verbindungen jedes Dienstes in einer Minute, von denen eine Quelle (eine Adresse oder ein IPv6-/64) höchstens dreimal so viele hat, wie für andere übrig sind: drei Viertel, wenn sie allein ist; weitere bekommen 421 4.3.2.',
  ProxyProtocolTrustedPeers:
    'Lastverteiler vor Front End: eine Verbindung von ihnen muss mit einem PROXY-Header beginnen, Version 1 oder 2.',
  XClientTrustedPeers: 'Proxys vor Front End: sie dürfen mit XCLIENT sagen, für wen sie sprechen.',
  EnableResourceMonitoring:
    'Ausgeschaltet: nichts wird gemessen, und keine Nachricht wird deshalb abgelehnt oder verzögert.',
  RedisDiskSize:
    'Platz auf der Platte von Redis, wo die Hubs sie nicht sehen; ein eigener Parameter. Vorgabe: was sie sehen, oder nichts.',
  PickupDirectoryPath:
    'Ordner, dessen .eml-Dateien an die gesendet werden, die ihr Kopf nennt, als absoluter Pfad. Wer darin schreiben darf, kann als jeder an jeden senden. Vorgabe: `pickup` im Datenverzeichnis.',
  ReplayDirectoryPath:
    'Dasselbe für .eml-Dateien, die mit ihrem Umschlag beginnen (X-Sender, X-Receiver), wie exportierte Nachrichten. Vorgabe: `replay` im Datenverzeichnis.',
  PickupDirectoryMaxMessagesPerMinute:
    'Dateien, die in einer Minute gelesen werden, aus jedem der beiden Ordner.',
  PickupDirectoryMaxHeaderSize:
    'Größter Kopf einer Datei im Pickup-Ordner; mit einem größeren geht sie zurück. Mehr als 16 MB werden nie gelesen.',
  PickupDirectoryMaxRecipientsPerMessage: 'Empfänger einer Datei im Pickup-Ordner; mit mehr geht sie zurück.',
  RootDropDirectoryPath:
    'Ordner, in dem die Drop-Verzeichnisse der Foreign-Connectors sind, die keinen absoluten Pfad nennen. Vorgabe: `drop` im Datenverzeichnis.',
  ResourceMeteringInterval: 'Wie oft jeder Prozess nachsieht, was knapp werden kann.',
  ResourceThresholds:
    'Schwellen der Lastbegrenzung statt der Vorgaben, nach Ressource; docs/operations.md nennt sie, und was auf jeder Stufe geschieht.',
  IntraOrgConnectorProtocolLoggingLevel: 'SMTP-Protokoll der Verbindungen der Hubs zu anderen Diensten.',
  FrontendIntraOrgConnectorProtocolLoggingLevel:
    'Dasselbe von Front End: IntraOrgConnectorProtocolLoggingLevel seines eigenen Transportdienstes.',
  MessageTrackingLogSubjectLoggingEnabled:
    'Ob die Nachrichtenverfolgung die Betreffe der Nachrichten enthält.',

  MaxRecipientEnvelopeLimit:
    'Empfänger einer Nachricht, eine Gruppe zählt als einer, wo der Absender kein RecipientLimits hat; mit mehr geht sie zurück.',
  MaxSendSize: 'Größte Nachricht von Absendern ohne eigenes MaxSendSize, auch von denen außerhalb.',
  MaxReceiveSize: 'Größte Nachricht für Empfänger ohne eigenes MaxReceiveSize, auch für die außerhalb.',
  ExpansionSizeLimit:
    'Ab so vielen Empfängern wird eine Nachricht, deren Gruppen aufgelöst sind, in mehrere Kopien geteilt.',
  MaxIdleTimeBeforeResubmit:
    'Zeit in Retry ohne einen Erfolg, nach der die Nachrichten einer Warteschlange neu kategorisiert werden.',
  QueueMaxIdleTime: 'Danach geht eine leere Zustellungswarteschlange.',
  QueueGlitchRetryCount: 'Die ersten Verbindungsversuche einer Warteschlange in Retry.',
  QueueGlitchRetryInterval: 'Wartezeit vor jedem davon.',
  TransientFailureRetryCount: 'Verbindungsversuche nach diesen.',
  TransientFailureRetryInterval: 'Wartezeit vor jedem davon.',
  OutboundConnectionFailureRetryInterval: 'Wartezeit vor jedem weiteren Versuch.',
  MailboxDeliveryQueueRetryInterval: 'Wartezeit einer Postfachwarteschlange zwischen Verbindungsversuchen.',
  MessageRetryInterval: 'Wartezeit einer Nachricht, die der nächste Hop mit 4yz beantwortet hat.',
  DelayNotificationTimeout: 'Alter, in dem der Absender einmal von der Verzögerung erfährt.',
  MessageExpirationTimeout: 'Alter, in dem die übrigen Empfänger fehlschlagen.',
  HighPriorityDelayNotificationTimeout: inPlaceOf('DelayNotificationTimeout', 'hoher'),
  NormalPriorityDelayNotificationTimeout: inPlaceOf('DelayNotificationTimeout', 'normaler'),
  LowPriorityDelayNotificationTimeout: inPlaceOf('DelayNotificationTimeout', 'niedriger'),
  HighPriorityMessageExpirationTimeout: inPlaceOf('MessageExpirationTimeout', 'hoher'),
  NormalPriorityMessageExpirationTimeout: inPlaceOf('MessageExpirationTimeout', 'normaler'),
  LowPriorityMessageExpirationTimeout: inPlaceOf('MessageExpirationTimeout', 'niedriger'),
  ModerationExpirationTimeout: 'Zeit, nach der fehlschlägt, worüber kein Moderator entschieden hat.',
  PriorityQueuingEnabled:
    'Nachrichten haben die Priorität, die X-Priority, Importance oder Priority nennt: High geht zuerst, ohne die anderen für immer warten zu lassen.',
  MaxHighPriorityMessageSize: 'Größere Nachrichten hoher Priorität sind Normal.',
  MaxPerDomainHighPriorityConnections: onTheirWay('hoher'),
  MaxPerDomainNormalPriorityConnections: onTheirWay('normaler'),
  MaxPerDomainLowPriorityConnections: onTheirWay('niedriger'),
  ShadowRedundancyEnabled:
    'Was angenommen wird, ist vor seinem 250 auf so vielen Replikaten von Redis, wie ShadowReplicas sagt.',
  ShadowReplicas: 'So viele; ein eigener Parameter. 0: die Platte von Redis selbst genügt.',
  ShadowReplicationTimeout:
    'Wie lange Replikate für eine Nachricht Zeit haben, ein eigener Parameter. Sind sie zu spät, gelten sie als fehlend, bis sie wieder folgen, und solange wartet niemand auf sie.',
  RejectMessageOnShadowFailure:
    'Solange Replikate fehlen, wird mit 451 4.4.0 abgelehnt; sonst wird angenommen, und Zustand, Protokoll und Messwerte sagen es.',
  SafetyNetHoldTime:
    'So lange wird Zugestelltes neben den Inhalten aufgehoben, um erneut übermittelt werden zu können (Add-ResubmitRequest). 0: nichts.',
  SafetyNetMaxDirectorySize:
    'Ein eigener Parameter: darüber hinaus gehen die ältesten Stunden vor ihrer Zeit.',
  ExternalPostmasterAddress: 'From von DSNs nach außen. Vorgabe: postmaster@ und die Standarddomäne.',
  JournalingReportNdrTo:
    'Bekommt die Unzustellbarkeitsberichte zu Journalberichten, mit diesen als Anlage. Vorgabe: niemand; ein Bericht, der nicht zugestellt werden kann, ist verloren.',
  InternalDelayDsnEnabled: 'Absendern der Organisation eine Verzögerung sagen.',
  ExternalDelayDsnEnabled: 'Absendern außerhalb eine Verzögerung sagen.',
  InternalDsnMaxMessageAttachSize:
    'Größte Nachricht, die mit einem DSN an die Organisation ganz zurückgeht; darüber nur ihr Header.',
  ExternalDsnMaxMessageAttachSize: likeOutside,
  InternalDsnSendHtml: 'DSNs an die Organisation haben ihren Text auch in HTML.',
  ExternalDsnSendHtml: likeOutside,
  InternalDsnLanguageDetectionEnabled:
    'DSNs an die Organisation sind in der Sprache, die Accept-Language, sonst Content-Language der Nachricht nennt, wenn es sie gibt.',
  ExternalDsnLanguageDetectionEnabled: likeOutside,
  InternalDsnDefaultLanguage:
    'Sprache anderer DSNs an die Organisation: `en`, `de`, `fr` oder `es`, auch mit einem Land. Vorgabe: Englisch.',
  ExternalDsnDefaultLanguage: likeOutside,
  InternalDsnReportingAuthority:
    'Name in Reporting-MTA von DSNs an die Organisation. Vorgabe: der des Servers.',
  ExternalDsnReportingAuthority: likeOutside,
  GenerateCopyOfDSNFor:
    'Erweiterte Statuscodes; von jedem DSN mit einem davon bekommt der Microsoft-Exchange-Empfänger eine Kopie.',
  MicrosoftExchangeRecipientReplyRecipient:
    'Name, Alias oder Adresse dessen, der bekommt, was an das From von DSNs geht, und an postmaster@ von Domänen, in denen niemand diese Adresse hat. Vorgabe: wer postmaster@ der Standarddomäne hat; sonst wird es in einem Postfach postmaster aufgehoben.',
  PoisonThreshold:
    'So viele Fehler oder Enden von Hubs, nach denen eine Nachricht in die Warteschlange Poison gelegt wird.',
  MaxConcurrentMailboxDeliveries:
    'Nachrichten eines Hubs, die zugleich zu einer Postfachdatenbank unterwegs sind; kleine teilen sich eine Verbindung.',
  AllowPlusAddressInRecipients:
    'Nachrichten für alice+news@ sind für alice@, wo niemand diese Adresse selbst hat.',
  TLSReceiveDomainSecureList:
    'Domänen, deren Nachrichten an Connectors mit DomainSecureEnabled gegenseitiges TLS brauchen; ihre Server sind dort Partnerserver.',
  TLSSendDomainSecureList:
    'Domänen, an die Sendeconnectors mit DomainSecureEnabled mit gegenseitigem TLS zustellen.',
};

import { NamedValue, Properties, PSObject, writeClixml, type Value } from '@mailyard/powershell';

const types = {
  ReceiveConnector: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector',
  SendConnector: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig',
  ADPermission: 'Microsoft.Exchange.Management.RecipientTasks.ADAcePresentationObject',
  AcceptedDomain: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain',
  RemoteDomain: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DomainContentConfig',
  TransportConfig: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.TransportConfigContainer',
  TransportService: 'Microsoft.Exchange.Data.Directory.Management.TransportServer',
  Mailbox: 'Microsoft.Exchange.Data.Directory.Management.Mailbox',
  MailContact: 'Microsoft.Exchange.Data.Directory.Management.MailContact',
  MailUser: 'Microsoft.Exchange.Data.Directory.Management.MailUser',
  DistributionGroup: 'Microsoft.Exchange.Data.Directory.Management.DistributionGroup',
  Member: 'Selected.Microsoft.Exchange.Data.Directory.Management.ReducedRecipient',
  DynamicDistributionGroup: 'Microsoft.Exchange.Data.Directory.Management.DynamicDistributionGroup',
  TransportRule: 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.Rule',
} as const;

type Exported = Readonly<Record<string, Value>>;

/** A file as Exchange's Export-Clixml writes it, of objects of one type. */
export function exportOf(type: keyof typeof types, ...objects: readonly Exported[]) {
  const values = objects.map((each) => {
    const text = each['Identity'] ?? each['Name'];
    return new PSObject(new Properties(Object.entries(each)), {
      typeNames: [types[type], 'System.Object'],
      text: typeof text === 'string' ? text : undefined,
    });
  });
  return { name: `Get${type}.xml`, text: writeClixml(values, 4) };
}

/** A value of a type of Exchange, as its text. */
export function named(text: string): NamedValue {
  return new NamedValue('Microsoft.Exchange.Data.Directory.ADObjectId', text);
}

import { PSObject, type Value } from '@mailyard/powershell';
import { isSameName, isWildcard, parseBinding } from '@mailyard/schema';

import { connectorNameHere, serverHere, unknownServer } from '../mapping/server-names.js';
import { mapped } from '../plan/import-options.js';
import { isEmpty, shownValue, textOfValue } from '../values/exported-value.js';
import { listItems } from '../values/list-items.js';
import { CannotImport, type Draft, type ImportBasis } from './draft.js';

const set = (...names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => name.toLowerCase()));

/** A Receive connector belongs to a server, which is another one here. */
export function receiveConnector(draft: Draft, basis: ImportBasis): void {
  draft.takeAll(set('Name', 'Server', 'Fqdn', 'Bindings', 'TlsCertificateName', 'Usage'));
  const server = draft.text('Server') || (draft.place.identity.split('\\')[0] ?? '');
  const here = serverHere(server, basis.organization, basis.mapping);
  if (here === undefined) throw new CannotImport(unknownServer(server, basis.organization));
  draft.written['Server'] = here;
  draft.written['Name'] = connectorNameHere(draft.text('Name'), server, here);
  takeFqdn(draft, server);
  const known = basis.organization
    .receiveConnectors(here)
    .find(({ Name }) => isSameName(Name, String(draft.written['Name'])));
  takeBindings(draft, basis, known?.Bindings ?? []);
  takeUsage(draft, known !== undefined);
  leaveCertificate(draft, known?.TlsCertificateName);
}

/** Exports of Mailyard have it; it cannot change afterwards. */
function takeUsage(draft: Draft, isKnown: boolean): void {
  const usage = draft.get('Usage');
  if (!isKnown && usage !== undefined && !isEmpty(usage)) draft.take('Usage', usage);
}

/** That of the old server becomes that of ours by itself. */
function takeFqdn(draft: Draft, server: string): void {
  const fqdn = draft.text('Fqdn');
  if (fqdn === '') return;
  const isOfServer = fqdn.split('.')[0]?.toLowerCase() === server.split('.')[0]?.toLowerCase();
  if (isOfServer) {
    draft.leaveOut('Fqdn', 'is the name of the old server: the connector has that of its server here');
  } else draft.written['Fqdn'] = fqdn;
}

function takeBindings(draft: Draft, { mapping }: ImportBasis, known: readonly string[]): void {
  const value = draft.get('Bindings');
  if (value === undefined || isEmpty(value)) return;
  const list = listItems(value, 'Bindings');
  if ('unusable' in list) throw new CannotImport(`Bindings: ${list.unusable}`);
  const bindings = list.items.map((text) => {
    const endpoint = parseBinding(text);
    if (endpoint === undefined) return text;
    const { address, port } = endpoint;
    const here = mapped(mapping.addresses, address);
    if (here !== undefined) return here.includes(':') ? `[${here}]:${port}` : `${here}:${port}`;
    if (!isWildcard(endpoint)) {
      draft.note('Bindings', {
        value: text,
        reason: `the server here must have the address ${address}, or say which it becomes`,
      });
    }
    return text;
  });
  // In another order they are the same.
  const isSame = bindings.length === known.length && bindings.every((each) => known.includes(each));
  draft.written['Bindings'] = isSame ? known : bindings;
}

/** While a certificate that is named is not there, STARTTLS is not offered: that is never what was meant. */
function leaveCertificate(draft: Draft, known: string | undefined): void {
  const name = draft.text('TlsCertificateName');
  if (name === '' || name === known) return;
  const reason =
    'no export holds a certificate: the best one for the name is presented; import it and name it then';
  draft.leaveOut('TlsCertificateName', reason);
}

export function sendConnector(draft: Draft, basis: ImportBasis): void {
  draft.takeAll(
    set(
      'SourceTransportServers',
      'AuthenticationCredential',
      'TlsCertificateName',
      'SourceIPAddress',
      'Usage',
    ),
  );
  takeSources(draft, basis);
  takeCredential(draft, basis);
  const source = draft.text('SourceIPAddress');
  if (source !== '0.0.0.0') {
    draft.leaveOut('SourceIPAddress', 'is for Edge servers: the routes of the machine decide');
  }
  const known = basis.organization.sendConnectors.find(({ Name }) => Name === draft.text('Name'));
  takeUsage(draft, known !== undefined);
  leaveCertificate(draft, known?.TlsCertificateName);
}

/** Connectors of other kinds that servers send by. */
export function sentConnector(draft: Draft, basis: ImportBasis): void {
  draft.takeAll(set('SourceTransportServers'));
  takeSources(draft, basis);
}

function takeSources(draft: Draft, { organization, mapping }: ImportBasis): void {
  const value = draft.get('SourceTransportServers');
  if (value === undefined || isEmpty(value)) return;
  const list = listItems(value, 'SourceTransportServers');
  const names = 'unusable' in list ? [] : list.items;
  const here = names.map((name) => serverHere(name, organization, mapping));
  const known = [...new Set(here.filter((name) => name !== undefined))];
  if (here.includes(undefined) || names.length === 0) {
    const instead = known.length > 0 ? known.join(', ') : 'the server that imports';
    draft.leaveOut('SourceTransportServers', `not all of them are here: it is ${instead}`);
  }
  if (known.length > 0) draft.written['SourceTransportServers'] = known;
}

function userNameOf(credential: Value): string {
  return credential instanceof PSObject ? textOfValue(credential.properties.get('UserName')) : '';
}

/** Exports have the name alone; a password that is here already stays. */
function takeCredential(draft: Draft, { organization, mapping }: ImportBasis): void {
  const credential = draft.get('AuthenticationCredential');
  if (credential === undefined || isEmpty(credential)) return;
  const name = draft.text('Name');
  const UserName = mapped(mapping.userNames, name) ?? userNameOf(credential);
  const PasswordVariable = mapped(mapping.passwordVariables, name);
  const has = organization.sendConnectors.some(
    (each) => each.Name === name && each.SealedPassword !== undefined,
  );
  if (PasswordVariable === undefined && !has) {
    throw new CannotImport(
      `AuthenticationCredential: no export holds the password of ${UserName || 'its user'}: give it in the admin centre, in the shell by -Credential, or to the command by the environment variable that has it, as in ${name}=PASSWORD`,
    );
  }
  if (UserName === '') {
    draft.note('AuthenticationCredential', {
      value: shownValue(credential),
      reason: 'the file does not say the user',
    });
    return;
  }
  draft.written['AuthenticationCredential'] = { UserName, ...(PasswordVariable && { PasswordVariable }) };
}

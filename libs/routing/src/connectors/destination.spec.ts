import { encapsulate } from '@mailyard/smtp';

import { connectedOrganization } from '../spec-support/connected-organization.js';
import { destinationOf } from './destination.js';

describe('where a recipient is', () => {
  const organization = connectedOrganization();
  const fax = { type: 'FAX', address: '+49 30' };

  it.each([
    ['', fax],
    ['contoso.com', fax],
    ['CONTOSO.com', fax],
    // In other domains it is a local part like any other.
    ['relay.example', { type: 'SMTP', address: 'relay.example' }],
    ['fabrikam.example', { type: 'SMTP', address: 'fabrikam.example' }],
  ])(
    'in another mail system, by an address in the default accepted domain alone: @%s',
    (domain, expected) => {
      expect(destinationOf(encapsulate(fax, domain), organization)).toEqual(expected);
    },
  );
});

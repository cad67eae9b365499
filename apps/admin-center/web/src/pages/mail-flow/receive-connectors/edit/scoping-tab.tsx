import type { ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { FormText } from '../../../../ui/index.js';
import { BindingsField } from '../addresses/bindings-field.js';
import { RangesField } from '../addresses/ranges-field.js';
import { connectorFormTexts } from '../connector-forms.text.js';

export const scopingFields = ['RemoteIPRanges', 'Bindings', 'Fqdn'];

export function ScopingTab({ object: { Name, Server } }: { readonly object: ObjectOf<'ReceiveConnectors'> }) {
  const t = useTexts(connectorFormTexts);
  const isLocked = Name.toLowerCase() === `default ${Server.toLowerCase()}`;
  return (
    <>
      <RangesField />
      <BindingsField />
      <FormText
        name="Fqdn"
        label={t('Fqdn')}
        description={isLocked ? t('fqdnLocked') : t('fqdnHelp')}
        isDisabled={isLocked}
      />
    </>
  );
}

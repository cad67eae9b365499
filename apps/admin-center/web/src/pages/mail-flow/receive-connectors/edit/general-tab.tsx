import { useTexts } from '../../../../text/index.js';
import { Facts, FormCheck, FormSelect, FormText, useFormPlace } from '../../../../ui/index.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import type { UsageType } from '../connector-values.js';

export function GeneralTab() {
  const t = useTexts(connectorFormTexts);
  const { Server, Usage } = useFormPlace().form.values;
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <FormCheck name="Enabled" label={t('Enabled')} />
      <FormText name="Comment" label={t('Comment')} isMultiline />
      <FormSelect
        name="ProtocolLoggingLevel"
        label={t('ProtocolLoggingLevel')}
        options={[
          { value: 'None', label: t('None') },
          { value: 'Verbose', label: t('Verbose') },
        ]}
      />
      <div className="columns">
        <FormText name="MaxMessageSize" label={t('MaxMessageSize')} />
        <FormText name="MaxLocalHopCount" label={t('MaxLocalHopCount')} />
        <FormText name="MaxHopCount" label={t('MaxHopCount')} />
        <FormSelect
          name="TransportRole"
          label={t('TransportRole')}
          options={(['FrontendTransport', 'HubTransport'] as const).map((value) => ({
            value,
            label: t(value),
          }))}
        />
      </div>
      <Facts
        facts={[
          [t('Server'), String(Server)],
          [t('Usage'), t(Usage as UsageType)],
        ]}
      />
    </>
  );
}

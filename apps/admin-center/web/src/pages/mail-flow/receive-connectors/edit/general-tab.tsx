import { useTexts } from '../../../../text/index.js';
import { FormCheck, FormSelect, FormText } from '../../../../ui/index.js';
import { connectorFormTexts } from '../connector-forms.text.js';

export const generalFields = [
  'Name',
  'Enabled',
  'Comment',
  'ProtocolLoggingLevel',
  'MaxMessageSize',
  'MaxLocalHopCount',
  'MaxHopCount',
];

export function GeneralTab() {
  const t = useTexts(connectorFormTexts);
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
      </div>
    </>
  );
}

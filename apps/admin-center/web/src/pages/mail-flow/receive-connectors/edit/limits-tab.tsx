import { useTexts } from '../../../../text/index.js';
import { FormSelect, FormText } from '../../../../ui/index.js';
import { editTabTexts } from './edit-tabs.text.js';

const connections = [
  'MaxInboundConnection',
  'MaxInboundConnectionPerSource',
  'MaxInboundConnectionPercentagePerSource',
  'ConnectionTimeout',
  'ConnectionInactivityTimeout',
] as const;
const messages = ['MessageRateLimit', 'MaxRecipientsPerMessage', 'MaxHeaderSize'] as const;
const errors = [
  'MaxProtocolErrors',
  'MaxCommandsWithoutMail',
  'MaxLogonFailures',
  'TarpitInterval',
  'AuthTarpitInterval',
] as const;

export function LimitsTab() {
  const t = useTexts(editTabTexts);
  const fields = (names: readonly (typeof connections | typeof messages | typeof errors)[number][]) =>
    names.map((name) => <FormText key={name} name={name} label={t(name)} />);
  return (
    <>
      <p className="dim">{t('unlimitedHint')}</p>
      <h3>{t('connections')}</h3>
      <div className="columns">{fields(connections)}</div>
      <h3>{t('messages')}</h3>
      <div className="columns">
        {fields(messages)}
        <FormSelect
          name="MessageRateSource"
          label={t('MessageRateSource')}
          options={(['None', 'IPAddress', 'User', 'All'] as const).map((value) => ({
            value,
            label: t(value),
          }))}
        />
      </div>
      <h3>{t('errors')}</h3>
      <div className="columns">{fields(errors)}</div>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';

import { api, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  FormChecks,
  FormSelect,
  FormText,
  RecipientField,
  RecipientsField,
  textOf,
  useFormPlace,
  type DeclaredParameter,
} from '../../../ui/index.js';
import { recipientsOf } from './rule-recipients.js';
import { rulesTexts } from './rules.text.js';

/** A field that fits a parameter of a rule. */
export function PartField({ parameter }: { readonly parameter: DeclaredParameter }) {
  const t = useTexts(rulesTexts);
  const { name, type, multiple, help } = parameter;
  const label = parameter.label.replace(/^Except if /, '');
  const recipients = recipientsOf(name);
  // It says all by being there.
  if (type === 'boolean') return <p className="dim">{help.replace(/^Exception: /, '')}</p>;
  if (name === 'RouteMessageOutboundConnector') return <ConnectorField label={label} />;
  if (recipients !== undefined) {
    return multiple ? (
      <RecipientsField {...{ name, label }} {...recipients} empty="–" />
    ) : (
      <RecipientField {...{ name, label }} {...recipients} />
    );
  }
  if (type === 'enum') return <EnumField {...{ parameter, label }} />;
  if (multiple) {
    const description = name.endsWith('Patterns') ? t('patternsHelp') : t('linesHelp');
    return <FormText {...{ name, label, description }} isMultiline />;
  }
  return (
    <FormText
      {...{ name, label }}
      description={help.replace(/^Exception: /, '')}
      isMultiline={longTexts.has(name)}
    />
  );
}

const longTexts: ReadonlySet<string> = new Set([
  'ApplyHtmlDisclaimerText',
  'GenerateNotification',
  'RejectMessageReasonText',
]);

const scopes = ['InOrganization', 'NotInOrganization', 'ExternalPartner', 'ExternalNonPartner'] as const;

function EnumField({ parameter, label }: { readonly parameter: DeclaredParameter; readonly label: string }) {
  const t = useTexts(rulesTexts);
  const { name, values = [], multiple } = parameter;
  const textOfValue = (value: string): string => {
    const scope = scopes.find((each) => each === value);
    return scope === undefined ? value : t(scope);
  };
  const options = values.map((value) => ({ value, label: textOfValue(value) }));
  if (multiple) return <FormChecks {...{ name, label, options }} />;
  return <FormSelect {...{ name, label }} options={[{ value: '', label: '–' }, ...options]} />;
}

function ConnectorField({ label }: { readonly label: string }) {
  const { form } = useFormPlace();
  const name = 'RouteMessageOutboundConnector';
  const { data } = useQuery(queries.list('SendConnectors', api.sendConnectors));
  const names = new Set([textOf(form.values[name]), ...(data?.rows.map(({ Name }) => Name) ?? [])]);
  return (
    <FormSelect
      {...{ name, label }}
      options={[...names].map((value) => ({ value, label: value === '' ? '–' : value }))}
    />
  );
}

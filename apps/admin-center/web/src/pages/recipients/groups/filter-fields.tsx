import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { FormChecks, FormRadios, FormText, Select, useFormPlace } from '../../../ui/index.js';
import { attributeNumbers, filterParameters, wayField } from './group-values.js';
import { groupsTexts } from './groups.text.js';

const kinds = ['AllRecipients', 'MailboxUsers', 'MailUsers', 'MailContacts', 'MailGroups'] as const;
const named = ['ConditionalDepartment', 'ConditionalCompany', 'ConditionalStateOrProvince'] as const;

/** Who belongs to a dynamic group, and whom that finds now. */
export function FilterFields() {
  const t = useTexts(groupsTexts);
  const { form } = useFormPlace();
  const isFilter = form.values[wayField] === 'filter';
  return (
    <>
      <FormRadios
        name={wayField}
        label={t('whom')}
        options={(['included', 'filter'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {isFilter ? (
        <FormText
          name="RecipientFilter"
          label={t('RecipientFilter')}
          description={t('filterHelp')}
          isMultiline
        />
      ) : (
        <IncludedFields />
      )}
      <Preview />
    </>
  );
}

function IncludedFields() {
  const t = useTexts(groupsTexts);
  return (
    <>
      <FormChecks
        name="IncludedRecipients"
        label={t('IncludedRecipients')}
        options={kinds.map((value) => ({ value, label: t(value) }))}
      />
      <div className="columns">
        {named.map((name) => (
          <FormText key={name} name={name} label={t(name)} description={t('linesHelp')} isMultiline />
        ))}
      </div>
      <AttributeFields />
    </>
  );
}

/** Fifteen attributes, of which one is in sight, and those that say something. */
function AttributeFields() {
  const t = useTexts(groupsTexts);
  const { form } = useFormPlace();
  const [chosen, setChosen] = useState('');
  const nameOf = (number: number): string => `ConditionalCustomAttribute${number}`;
  const said = attributeNumbers.filter((number) => (form.state.base[nameOf(number)] ?? '') !== '');
  const shown = attributeNumbers.filter((number) => said.includes(number) || String(number) === chosen);
  return (
    <>
      <Select
        label={t('attribute')}
        value={chosen}
        options={[
          { value: '', label: t('none') },
          ...attributeNumbers.map((number) => ({
            value: String(number),
            label: t('customAttribute', { number }),
          })),
        ]}
        onChange={setChosen}
      />
      {shown.map((number) => (
        <FormText
          key={number}
          name={nameOf(number)}
          label={t('customAttribute', { number })}
          description={t('linesHelp')}
          isMultiline
        />
      ))}
    </>
  );
}

/** Asked of the server while one types. */
function Preview() {
  const t = useTexts(groupsTexts);
  const { form } = useFormPlace();
  const parameters = useDeferredValue(filterParameters(form.values));
  const { data, error } = useQuery({
    ...queries.run('Show-DynamicDistributionGroupMember', { parameters: parameters ?? {} }),
    enabled: parameters !== undefined,
    placeholderData: (former) => former,
  });
  if (parameters === undefined) return <p className="dim">{t('previewWaits')}</p>;
  if (error !== null) return <p className="dim">{error.message}</p>;
  if (data === undefined) return null;
  const { total: count, members } = data;
  return (
    <section aria-label={t('preview')}>
      <h3>{t('preview')}</h3>
      <p className="dim" role="status">
        {previewText(count, members.length)}
      </p>
      <ul className="preview">
        {members.map(({ guid, name, primarySmtpAddress }) => (
          <li key={guid}>
            {name} <span className="mono dim">{primarySmtpAddress}</span>
          </li>
        ))}
      </ul>
    </section>
  );

  function previewText(of: number, shown: number): string {
    if (of === 0) return t('previewNone');
    return of > shown ? t('previewFirst', { shown, count: of }) : t('previewCount', { count: of });
  }
}

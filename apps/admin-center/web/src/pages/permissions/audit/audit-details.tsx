import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, Section } from '../../../ui/index.js';
import type { AuditEntry } from './audit-entry.js';
import { auditTexts } from './audit.text.js';

/** Said of every change. */
const usual = ['validateOnly', 'force'];

/** Before and after side by side, of what was changed and of nothing else. */
export function AuditDetails({ row, onClose }: { readonly row: AuditEntry; readonly onClose: () => void }) {
  const t = useTexts(auditTexts);
  const format = useFormat();
  const {
    operation,
    runDate,
    caller,
    client,
    error,
    properties = [],
    modified = [],
    cmdlet,
    parameters,
  } = row;
  return (
    <Details title={operation} onClose={onClose}>
      <Facts
        facts={[
          [t('time'), format.dateTime(runDate)],
          [t('who'), caller],
          [t('where'), <span className="mono">{client}</span>],
        ]}
      />
      {error !== undefined && (
        <Section title={t('why')}>
          <p>{error}</p>
        </Section>
      )}
      {properties.length > 0 && <Changes properties={properties} />}
      {properties.length === 0 && modified.length > 0 && (
        <Section title={t('modified')}>
          <pre className="mono wrapped">{modified.join('\n')}</pre>
        </Section>
      )}
      {cmdlet !== undefined && (
        <Section title={t('cmdlet')}>
          <pre className="mono wrapped">{cmdlet}</pre>
        </Section>
      )}
      <Section title={t('parameters')}>
        <Facts
          facts={Object.entries(parameters)
            .filter(([name, value]) => !(usual.includes(name) && value === 'false'))
            .map(([name, value]) => [name, <span className="mono">{value}</span>] as const)}
        />
      </Section>
    </Details>
  );
}

function Changes({ properties }: { readonly properties: NonNullable<AuditEntry['properties']> }) {
  const t = useTexts(auditTexts);
  return (
    <Section title={t('properties')}>
      {properties.map(({ object, property, before = t('preset'), after = t('preset') }) => (
        <div key={`${object} ${property}`} className="before-after">
          <p>
            {object}: <strong>{property}</strong>
          </p>
          <Facts
            facts={[
              [t('before'), <span className="mono">{before}</span>],
              [t('after'), <span className="mono">{after}</span>],
            ]}
          />
        </div>
      ))}
    </Section>
  );
}

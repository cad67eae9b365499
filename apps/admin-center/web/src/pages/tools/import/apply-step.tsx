import { useState } from 'react';

import { useTexts } from '../../../text/index.js';
import {
  Button,
  Changes,
  Note,
  OrderCommand,
  PageLink,
  RestoreRevision,
  Section,
  TextField,
  wrongTexts,
} from '../../../ui/index.js';
import { importInput, type ImportPlan } from './import-state.js';
import { importTexts } from './import.text.js';
import type { Import } from './use-import.js';

interface ApplyStepProps {
  readonly all: Import;
  readonly onAgain: () => void;
}

/** 4: all of it or nothing; and the way back. */
export function ApplyStep({ all, onAgain }: ApplyStepProps) {
  const { data: plan } = all.plan.query;
  const { data: done } = all.apply;
  if (plan === undefined) return null;
  return (
    <div className="import-body">
      {done === undefined ? <Planned all={all} plan={plan} /> : <Done done={done} onAgain={onAgain} />}
    </div>
  );
}

function Planned({ all, plan }: { readonly all: Import; readonly plan: ImportPlan }) {
  const t = useTexts(importTexts);
  const { summary, besides, warnings, dangers, changes } = plan;
  if (changes.length === 0) return <Note tone="info">{t('applyNothing')}</Note>;
  return (
    <>
      <h2>{summary}</h2>
      <p className="dim">{t('applyText')}</p>
      {besides.length > 0 && (
        <Section title={t('besides')}>
          <Changes lines={besides} />
        </Section>
      )}
      {warnings.length > 0 && (
        <Note>
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Note>
      )}
      {dangers.map((danger) => (
        <Note key={danger} tone="bad">
          {danger}
        </Note>
      ))}
      {wrongTexts(all.apply.error).map((text) => (
        <Note key={text} tone="bad">
          {text}
        </Note>
      ))}
      <ApplyButtons all={all} plan={plan} />
    </>
  );
}

function ApplyButtons({ all, plan }: { readonly all: Import; readonly plan: ImportPlan }) {
  const t = useTexts(importTexts);
  const [typed, setTyped] = useState('');
  const { dangers, revision, rows } = plan;
  const isDanger = dangers.length > 0;
  const count = rows.filter(({ outcome }) => outcome === 'Make' || outcome === 'Change').length;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        all.apply.mutate(isDanger);
      }}
    >
      {isDanger && (
        <TextField
          label={t('typeRevision', { revision })}
          description={t('dangerText')}
          value={typed}
          onChange={setTyped}
        />
      )}
      <div className="import-buttons">
        <Button
          type="submit"
          kind={isDanger ? 'danger' : 'primary'}
          isDisabled={all.apply.isPending || (isDanger && typed.trim() !== String(revision))}
        >
          {t('apply', { count })}
        </Button>
        <ImportCommand all={all} />
      </div>
    </form>
  );
}

/** Passwords are asked for by the shell. */
function ImportCommand({ all: { files, mapping } }: { readonly all: Import }) {
  const { files: chosen, credentials = {}, ...said } = importInput(files, mapping);
  const order = {
    ...said,
    files: chosen.map(({ name }) => ({ name })),
    credentials: Object.fromEntries(
      Object.entries(credentials).map(([name, login]) => [name, { ...login, Password: '' }]),
    ),
  };
  return <OrderCommand operation="Import-ExchangeConfiguration" input={order} />;
}

function Done({ done, onAgain }: { readonly done: ImportPlan; readonly onAgain: () => void }) {
  const t = useTexts(importTexts);
  const [isAsking, setIsAsking] = useState(false);
  const [isBack, setIsBack] = useState(false);
  const { revision, summary } = done;
  const before = revision - 1;
  return (
    <>
      <Note tone="info">
        <p>{isBack ? t('rolledBack', { revision: before }) : t('applied', { revision })}</p>
        {!isBack && <p>{t('appliedText', { summary })}</p>}
      </Note>
      <div className="import-buttons">
        {!isBack && (
          <Button icon="back" onPress={() => setIsAsking(true)}>
            {t('rollBack')}
          </Button>
        )}
        <Button onPress={onAgain}>{t('another')}</Button>
        <PageLink to="/tools/organization">{t('revisions')}</PageLink>
      </div>
      {isAsking && (
        <RestoreRevision
          revision={before}
          onClose={() => setIsAsking(false)}
          onRestored={() => setIsBack(true)}
        />
      )}
    </>
  );
}

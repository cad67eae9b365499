import { useState } from 'react';

import { usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Button } from '../../../ui/index.js';
import { ApplyStep } from './apply-step.js';
import { FilesStep } from './files-step.js';
import { importTexts } from './import.text.js';
import './import.css';
import { MappingStep } from './mapping-step.js';
import { PlanStep } from './plan-step.js';
import { useImport } from './use-import.js';

const steps = ['stepFiles', 'stepMapping', 'stepPlan', 'stepApply'] as const;

/** Tools > Import: what Exchange exported becomes a plan, and the plan an organization. Nothing is written before the last step. */
export default function ImportPage() {
  const [run, setRun] = useState(0);
  return <ImportSteps key={run} onAgain={() => setRun(run + 1)} />;
}

function ImportSteps({ onAgain }: { readonly onAgain: () => void }) {
  const [at, setAt] = useState(0);
  const all = useImport(at >= 2);
  const isApplied = all.apply.data?.applied === true;
  return (
    <div className="import">
      <StepsBar at={at} last={isApplied ? 0 : lastStep(all)} isOver={isApplied} onStep={setAt} />
      {at === 0 && <FilesStep all={all} />}
      {at === 1 && <MappingStep all={all} />}
      {at === 2 && <PlanStep all={all} />}
      {at === 3 && <ApplyStep all={all} onAgain={onAgain} />}
    </div>
  );
}

/** How far one may go: nothing is planned without a file, and nothing applied without a plan. */
function lastStep({ files, plan: { query } }: ReturnType<typeof useImport>): number {
  const isRead = files.some(({ content }) => content !== undefined);
  const isAllRead = files.every(({ content, wrong }) => content !== undefined || wrong !== undefined);
  if (!isRead || !isAllRead) return 0;
  return query.data !== undefined && !query.isError && !query.isPlaceholderData ? 3 : 2;
}

interface StepsBarProps {
  readonly at: number;
  readonly last: number;
  /** There is no way back into it. */
  readonly isOver: boolean;
  readonly onStep: (at: number) => void;
}

function StepsBar({ at, last, isOver, onStep }: StepsBarProps) {
  const t = useTexts(importTexts);
  const { allowed, roleGroups } = usePermission('Import-ExchangeConfiguration');
  const farthest = allowed ? last : Math.min(last, 1);
  return (
    <div className="import-steps">
      <ol aria-label={t('steps')}>
        {steps.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              aria-current={index === at ? 'step' : undefined}
              disabled={isOver ? index !== at : index > farthest && index !== at}
              onClick={() => onStep(index)}
            >
              <span className="import-step-number" aria-hidden="true">
                {index + 1}
              </span>
              {t(step)}
            </button>
          </li>
        ))}
      </ol>
      <div className="push">
        {!allowed && <span className="dim">{t('needs', { roleGroups: roleGroups.join(', ') })}</span>}
        {at > 0 && !isOver && <Button onPress={() => onStep(at - 1)}>{t('back')}</Button>}
        {at < steps.length - 1 && (
          <Button kind="primary" isDisabled={at >= farthest} onPress={() => onStep(at + 1)}>
            {t('next')}
          </Button>
        )}
      </div>
    </div>
  );
}

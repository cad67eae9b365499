import { useState } from 'react';

import { useTexts } from '../../../../text/index.js';
import {
  Dialog,
  FormRows,
  Select,
  TextField,
  useRowCheck,
  type RowDialogProps,
} from '../../../../ui/index.js';
import { editServerTexts } from './edit-server.text.js';
import { thresholdNames } from './thresholds.js';

const name = 'ResourceThresholds';

/** Names are those of Exchange, where it has such a resource. */
const resources = [
  'PrivateBytes',
  'SystemMemory',
  'EventLoopDelay',
  'QueueLength[SubmissionQueue]',
  'UsedVersionBuckets',
  'DatabaseUsedSpace[Redis]',
  'FsyncLatency',
  'UsedDiskSpace[append-only file]',
  'UsedDiskSpace[content store]',
  'UsedDiskSpace[mailboxes]',
  'UsedDiskSpace[logs]',
] as const;

/** Where levels of back pressure begin and end, of resources for which not the defaults hold. */
export function ThresholdsField() {
  const t = useTexts(editServerTexts);
  return (
    <FormRows
      name={name}
      label={t('thresholds')}
      description={t('thresholdsHelp')}
      empty={t('noThresholds')}
      heads={[t('resource'), ...thresholdNames.map((each) => t(each))]}
      cells={(row) => row.split('\t').map((cell) => (cell === '-' ? t('byDefault') : cell))}
      dialog={(props) => <ThresholdDialog {...props} />}
    />
  );
}

function ThresholdDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(editServerTexts);
  const [resource = resources[0], ...before] = row?.split('\t') ?? [];
  const [chosen, setChosen] = useState(resource);
  const [values, setValues] = useState<readonly string[]>(
    thresholdNames.map((_, at) => (before[at] === '-' ? '' : (before[at] ?? ''))),
  );
  const { wrongs, error, check } = useRowCheck(name, row);
  const save = async (): Promise<void> => {
    const next = [chosen, ...values.map((value) => value.trim() || '-')].join('\t');
    if (await check([next])) onSave(next);
  };
  return (
    <Dialog
      title={t('addThreshold')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <Select
        label={t('resource')}
        value={chosen}
        options={resources.map((each) => ({ value: each as string, label: each }))}
        onChange={setChosen}
        error={wrongs[0]?.detail}
      />
      <div className="beside">
        {thresholdNames.map((each, at) => (
          <TextField
            key={each}
            label={t(each)}
            value={values[at] ?? ''}
            onChange={(text) => setValues(values.with(at, text))}
          />
        ))}
      </div>
    </Dialog>
  );
}

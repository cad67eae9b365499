import { useTexts } from '../../text/index.js';
import { useShortcut } from '../browser/shortcuts.js';
import { useUrlState } from '../browser/url-state.js';
import { Action } from '../control/button.js';
import { Segments } from '../control/segments.js';
import { uiTexts } from '../ui.text.js';
import { ranges, type Range } from './ranges.js';

export interface ChartsLook {
  readonly range: Range;
  readonly isTable: boolean;
  /** The range in words. */
  readonly title: string;
  readonly setRange: (range: Range) => void;
  readonly toggle: () => void;
}

/** How far back the charts of a page go, and whether they are tables; both stand in the address. */
export function useChartsLook(preset: Range = 'r60'): ChartsLook {
  const [{ range, charts }, setUrl] = useUrlState({ range: preset, charts: 'drawn' });
  const t = useTexts(uiTexts);
  const known = ranges.find((each) => each === range) ?? preset;
  const isTable = charts === 'table';
  return {
    range: known,
    isTable,
    title: t(known),
    setRange: (value) => setUrl({ range: value }),
    toggle: () => setUrl({ charts: isTable ? 'drawn' : 'table' }),
  };
}

/** What stands above charts: their range, and key t for tables. */
export function ChartBar({ range, isTable, setRange, toggle }: ChartsLook) {
  const t = useTexts(uiTexts);
  useShortcut('t', toggle);
  return (
    <header className="chart-bar">
      <Segments
        label={t('range')}
        value={range}
        options={ranges.map((value) => ({ value, label: t(value) }))}
        onChange={setRange}
      />
      <Action
        label={isTable ? t('asCharts') : t('asTable')}
        icon={isTable ? 'dashboard' : 'queues'}
        keys="t"
        onPress={toggle}
      />
    </header>
  );
}

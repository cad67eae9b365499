import './chart.css';

import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

import { useFormat, useLocale, type Format } from '../../text/index.js';
import { preferences } from '../browser/preferences.js';
import { indexAfter, lastKnown, marksAt, stacked, type ChartData } from './chart-data.js';
import { ChartTable } from './chart-table.js';
import type { Plot, PlotHearer, PlotLook } from './plot.js';

/** A moment that explains what a line does: a change of the configuration, say. */
export interface ChartMark {
  readonly time: number;
  readonly label: string;
}

export interface ChartProps extends ChartData {
  readonly title: string;
  readonly valueText: (value: number) => string;
  readonly scale?: PlotLook['scale'];
  readonly isStacked?: boolean;
  readonly marks?: readonly ChartMark[];
  /** Which of the times is pointed at: charts below each other have one crosshair. */
  readonly at: number | undefined;
  readonly onAt: (at: number | undefined) => void;
  readonly isTable: boolean;
}

/** Told apart without colours, too. */
const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3]] as const;
const dayMs = 86_400_000;

/** Lines over time: by pointer, by arrow keys, or as a table. */
export function Chart(props: ChartProps) {
  const { title, isTable, times, series, valueText } = props;
  return (
    <section className="chart" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Legend {...props} />
      </header>
      {isTable ? <ChartTable {...{ title, times, series, valueText }} /> : <Picture {...props} />}
    </section>
  );
}

function Legend({ times, series, valueText, at }: ChartProps) {
  const format = useFormat();
  const shown = at ?? lastKnown({ times, series });
  const time = times[shown];
  return (
    <ul className="legend">
      {series.map(({ label, values, tone }, index) => (
        <li key={label}>
          <svg className="sample" viewBox="0 0 24 8" aria-hidden="true" data-series={tone ?? index + 1}>
            <path d="M0 4h24" strokeDasharray={dashes[index]?.join(' ')} />
          </svg>
          {label} <strong>{textOf(values[shown], valueText)}</strong>
        </li>
      ))}
      <li className="dim">{time !== undefined && format.clock(time)}</li>
    </ul>
  );
}

function textOf(value: number | null | undefined, valueText: ChartProps['valueText']): string {
  return value === null || value === undefined ? '–' : valueText(value);
}

function Picture(props: ChartProps) {
  const { title, times, series, valueText, marks = [], at, onAt } = props;
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const plot = usePlot(host, props);
  const shown = at ?? lastKnown({ times, series });
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = indexAfter(event.key, { at: shown, count: times.length });
    if (next === undefined) return;
    event.preventDefault();
    onAt(next);
  };
  const values = series.map(({ label, values: own }) => `${label} ${textOf(own[shown], valueText)}`);
  const told = [values.join(', '), ...marksAt(marks, times, shown).map(({ label }) => label)];
  const time = times[shown];
  return (
    <div
      className="plot"
      role="slider"
      tabIndex={0}
      aria-label={title}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, times.length - 1)}
      aria-valuenow={Math.max(0, shown)}
      aria-valuetext={time === undefined ? '–' : `${format.dateTime(time)}: ${told.join('; ')}`}
      onKeyDown={onKeyDown}
      onBlur={() => onAt(undefined)}
    >
      <div className="canvas" ref={host} />
      {marks.map((mark) => (
        <Line key={`${mark.time} ${mark.label}`} left={plot?.leftOf(mark.time)} mark={mark} />
      ))}
      {at !== undefined && time !== undefined && <Line left={plot?.leftOf(time)} />}
    </div>
  );
}

/** The crosshair, or a mark that tells what happened. */
function Line({ left, mark }: { readonly left: number | undefined; readonly mark?: ChartMark }) {
  if (left === undefined) return null;
  return (
    <div className={mark ? 'mark' : 'crosshair'} style={{ insetInlineStart: left }} title={mark?.label} />
  );
}

/** Drawn by a file of its own, which is loaded with the first chart. */
function usePlot(host: RefObject<HTMLDivElement | null>, props: ChartProps): Plot | undefined {
  const { times, series, isStacked = false, scale = 'linear' } = props;
  const format = useFormat();
  const { timeZone } = useLocale();
  const [plot, setPlot] = useState<Plot>();
  const [, setDrawn] = useState(0);
  const onAt = useEffectEvent(props.onAt);
  const valueText = useEffectEvent(props.valueText);
  const timeText = useEffectEvent((ms: number) => timeTextOf(format, times)(ms));
  const tones = series.map(({ tone }) => tone ?? '').join(' ');
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const colorOf = colorsOf(element);
    const lines = tones.split(' ').map((tone, index) => ({
      dash: dashes[index] ?? [],
      color: isTone(tone) ? tone : index,
    }));
    const look = { scale, isStacked, lines, colorOf, timeZone };
    const texts = { timeText: (ms: number) => timeText(ms), valueText: (value: number) => valueText(value) };
    return drawn(
      element,
      { ...look, ...texts },
      {
        onPoint: (at) => onAt(at),
        // Marks and crosshair stand where the plot now has their times.
        onDrawn: () => setDrawn((before) => before + 1),
        onPlot: setPlot,
      },
    );
  }, [host, scale, isStacked, tones, timeZone]);
  useEffect(() => {
    plot?.show({ times, values: isStacked ? stacked(series) : series.map(({ values }) => values) });
  }, [plot, times, series, isStacked, format]);
  return plot;
}

function isTone(tone: string): tone is 'warn' | 'bad' {
  return tone === 'warn' || tone === 'bad';
}

interface Hearer extends PlotHearer {
  readonly onPlot: (plot: Plot | undefined) => void;
}

/** Draws as long as the element is there; what it gives ends that. */
function drawn(element: HTMLElement, look: PlotLook, { onPlot, ...hearer }: Hearer): () => void {
  let plot: Plot | undefined;
  let isOver = false;
  const redraw = (): void => plot?.redraw();
  const sizes = new ResizeObserver(() => plot?.resize(element.clientWidth, element.clientHeight));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const begin = async (): Promise<void> => {
    const { Plot: Loaded } = await import('./plot.js');
    if (isOver) return;
    plot = new Loaded(element, look, hearer);
    onPlot(plot);
    sizes.observe(element);
  };
  void begin();
  dark.addEventListener('change', redraw);
  const unwatch = preferences.watch(redraw);
  return () => {
    isOver = true;
    sizes.disconnect();
    dark.removeEventListener('change', redraw);
    unwatch();
    plot?.remove();
    onPlot(undefined);
  };
}

/** Those of the samples of the legend, and of texts: as the theme has them now. */
function colorsOf(element: HTMLElement): PlotLook['colorOf'] {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  return (name) => {
    probe.style.color = `var(--${typeof name === 'number' ? `series-${name + 1}` : name})`;
    return getComputedStyle(probe).color;
  };
}

/** Hours; where there are several days, each begins with its date. */
function timeTextOf(format: Format, times: readonly number[]): (ms: number) => string {
  const hasDays = (times.at(-1) ?? 0) - (times[0] ?? 0) > dayMs;
  return (ms) => (hasDays && format.clock(ms) === '00:00' ? format.day(ms) : format.clock(ms));
}

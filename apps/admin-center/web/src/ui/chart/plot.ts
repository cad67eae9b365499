import UPlot from 'uplot';

import { decades, lonely, topOf } from './chart-data.js';

/** A token, or that of a series by its place. */
type PlotColor = 'dim' | 'line' | 'warn' | 'bad' | number;

interface PlotLine {
  readonly dash: readonly number[];
  readonly color: PlotColor;
}

/** How a chart is drawn. Colours are asked for at each drawing: the theme may have changed. */
export interface PlotLook {
  readonly scale: 'linear' | 'logarithmic';
  /** Areas on top of each other. */
  readonly isStacked: boolean;
  readonly lines: readonly PlotLine[];
  readonly colorOf: (name: PlotColor) => string;
  readonly timeText: (ms: number) => string;
  readonly valueText: (value: number) => string;
  /** IANA name; undefined: that of the browser. */
  readonly timeZone: string | undefined;
}

export interface PlotData {
  readonly times: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
}

export interface PlotHearer {
  /** Which of the times the pointer is at. */
  readonly onPoint: (at: number | undefined) => void;
  /** What stands beside the canvas may have to move. */
  readonly onDrawn: () => void;
}

const font = '12px system-ui, sans-serif';
/** Of axes with counts, which have no halves. */
const wholeSteps = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].flatMap((power) => [
  power,
  2 * power,
  5 * power,
]);
const powersOfTen = (_: UPlot, splits: number[]): (number | null)[] =>
  splits.map((value) => (Number.isInteger(Math.log10(value)) ? value : null));

/** The lines of a chart on a canvas. Whatever a person reads or touches is beside it, see chart.tsx. */
export class Plot {
  readonly #plot: UPlot;
  readonly #look: PlotLook;

  constructor(host: HTMLElement, look: PlotLook, { onPoint, onDrawn }: PlotHearer) {
    this.#look = look;
    const { clientWidth: width, clientHeight: height } = host;
    this.#plot = new UPlot({ width, height, ...optionsOf(look), hooks: { draw: [onDrawn] } }, [[]], host);
    const { over } = this.#plot;
    over.addEventListener('pointermove', ({ offsetX }) => onPoint(this.#plot.posToIdx(offsetX)));
    over.addEventListener('pointerleave', () => onPoint(undefined));
  }

  show({ times, values }: PlotData): void {
    this.#plot.setData([[...times], ...inOrder(values, this.#look).map((each) => [...each])]);
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  redraw(): void {
    this.#plot.redraw(false);
  }

  /** In pixels from the left edge of the host; undefined: nothing is drawn. */
  leftOf(time: number): number | undefined {
    const left = this.#plot.valToPos(time, 'x');
    return Number.isFinite(left) ? left + this.#plot.over.offsetLeft : undefined;
  }

  remove(): void {
    this.#plot.destroy();
  }
}

function optionsOf(look: PlotLook): Omit<UPlot.Options, 'width' | 'height'> {
  const { timeZone } = look;
  const isLogarithmic = look.scale === 'logarithmic';
  const axis = {
    stroke: () => look.colorOf('dim'),
    font,
    ticks: { stroke: () => look.colorOf('line'), width: 1, size: 4 },
    grid: { stroke: () => look.colorOf('line'), width: 1 },
  };
  return {
    ms: 1,
    ...(timeZone !== undefined && { tzDate: (ms: number) => UPlot.tzDate(new Date(ms), timeZone) }),
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (_, min, max) => (min === max ? [min - 60_000, max] : [min, max]) },
      y: {
        distr: isLogarithmic ? 3 : 1,
        range: (_, min, max) => (isLogarithmic ? [...decades(min, max)] : [0, topOf(max)]),
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 72,
        values: (_, splits) => splits.map(look.timeText),
      },
      {
        ...axis,
        size: 68,
        space: 28,
        ...(isLogarithmic
          ? {
              filter: powersOfTen,
              grid: { ...axis.grid, filter: powersOfTen },
              ticks: { ...axis.ticks, filter: powersOfTen },
            }
          : { incrs: wholeSteps }),
        // Null where a line has no text.
        values: (_, splits) =>
          splits.map((value: number | null) => (value === null ? '' : look.valueText(value))),
      },
    ],
    series: [
      {},
      ...inOrder(
        look.lines.map((line) => lineOf(look, line)),
        look,
      ),
    ],
    bands: look.isStacked ? look.lines.slice(1).map((_, index) => ({ series: [index + 1, index + 2] })) : [],
  };
}

/** What is stacked is drawn from the top down: where something adds nothing, the line below it is the one that is seen. */
function inOrder<Each>(all: readonly Each[], { isStacked }: PlotLook): readonly Each[] {
  return isStacked ? all.toReversed() : all;
}

function lineOf(look: PlotLook, { dash, color: name }: PlotLine): UPlot.Series {
  const color = (): string => look.colorOf(name);
  return {
    stroke: color,
    width: 1.5,
    dash: [...dash],
    spanGaps: false,
    points: {
      size: 4,
      filter: (plot, series, isShown) => (isShown ? null : lonely([...(plot.data[series] ?? [])])),
    },
    ...(look.isStacked && { fill: () => faint(color()) }),
  };
}

/** The colour of a line as that of the area below it. */
function faint(color: string): string {
  return color.replace(/^rgb\((.+)\)$/, 'rgba($1, 0.16)');
}

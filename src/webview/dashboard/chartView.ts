/** One chart on its canvas: drawn by uPlot, walked through by keys, and saved as a picture. */
import uPlot from 'uplot';
import { cutText } from '../../mturk/plainText.ts';
import type { ChartSpec } from '../../statistics/dashboard/chartSpec.ts';
import { type ChartColours, readColours } from './chartColours.ts';
import { axisWidth, pointText, valueText } from './chartText.ts';

export interface ChartEvents {
  /** The assignments of a point are wanted. */
  readonly open: (filter: string) => void;
  readonly say: (text: string) => void;
}

const height = 220;
const smallest = 240;
/** Distances between the lines of an axis that counts. */
const wholeSteps = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map(step => step * 10 ** power)).flat();
const dashes: readonly number[][] = [[], [8, 4], [2, 3], [8, 3, 2, 3], [12, 6]];

export class ChartView {
  /** The element in the page, which has the focus and a name. */
  readonly element = document.createElement('div');
  readonly #events: ChartEvents;
  #spec: ChartSpec;
  #plot: uPlot | undefined;
  #colours: ChartColours | undefined;
  #point = -1;
  #series = 0;
  /** Whether the chart is where it can be seen, and what is drawn is not what it would show. */
  #inView = false;
  #stale: 'data' | 'all' | undefined = 'all';
  readonly #observers: readonly { disconnect(): void }[];

  constructor(spec: ChartSpec, events: ChartEvents) {
    this.#spec = spec;
    this.#events = events;
    this.element.className = 'plot';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'application');
    this.element.setAttribute('aria-roledescription', 'chart');
    this.element.addEventListener('keydown', event => this.#key(event));
    this.element.addEventListener('blur', () => this.#leave());
    const size = new ResizeObserver(() => this.#resize());
    const place = new IntersectionObserver(entries => this.#see(entries.at(-1)?.isIntersecting ?? false));
    for (const observer of [size, place]) observer.observe(this.element);
    this.#observers = [size, place];
    this.#name();
  }

  /** Shows other numbers. What has the cursor keeps it. */
  update(spec: ChartSpec): void {
    const before = this.#spec;
    this.#spec = spec;
    this.#name();
    const isOther = before.series.length !== spec.series.length || before.kind !== spec.kind;
    if (isOther || (before.times === undefined) !== (spec.times === undefined)) this.#stale = 'all';
    this.#stale ??= 'data';
    if (this.#inView) this.#draw();
  }

  /** Draws anew, in the colours of the theme as they are now. */
  redraw(): void {
    this.#stale = 'all';
    if (this.#inView) this.#draw();
  }

  dispose(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#plot?.destroy();
  }

  /** Makes what is drawn what the chart shows. */
  #draw(): void {
    const stale = this.#stale;
    if (!stale) return;
    this.#stale = undefined;
    if (this.#plot && stale === 'data') {
      this.#plot.setData(dataOf(this.#spec));
      return;
    }
    this.#plot?.destroy();
    this.#colours = readColours(document.body);
    this.#plot = new uPlot(this.#options(this.#colours), dataOf(this.#spec), this.element);
    this.#plot.over.addEventListener('click', () => this.#open(this.#plot?.cursor.idx ?? -1));
  }

  #see(inView: boolean): void {
    this.#inView = inView;
    if (inView && this.element.clientWidth > 0) this.#draw();
  }

  /** The chart with its title, as a PNG in base64. */
  picture(): string {
    this.#draw();
    const canvas = this.#plot?.ctx.canvas;
    if (!canvas || !this.#colours) return '';
    const ratio = window.devicePixelRatio;
    const head = Math.round(28 * ratio);
    const whole = document.createElement('canvas');
    whole.width = canvas.width;
    whole.height = canvas.height + head;
    const context = whole.getContext('2d');
    if (!context) return '';
    context.fillStyle = this.#colours.background;
    context.fillRect(0, 0, whole.width, whole.height);
    context.fillStyle = this.#colours.text;
    context.font = `bold ${Math.round(14 * ratio)}px sans-serif`;
    context.fillText(this.#spec.title, 8 * ratio, 19 * ratio);
    context.drawImage(canvas, 0, head);
    return whole.toDataURL('image/png').split(',')[1] ?? '';
  }

  #name(): void {
    const { title, caption } = this.#spec;
    this.element.setAttribute('aria-label', `${title}. ${caption} Use the arrow keys to move between points.`);
  }

  #options({ series: colours, text, grid, cursor, font, highContrast }: ChartColours): uPlot.Options {
    const { kind, series, labels, times } = this.#spec;
    const bars = kind === 'bars';
    const axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    this.element.style.setProperty('--cursor', cursor);
    return {
      width: Math.max(smallest, this.element.clientWidth),
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 8 } },
      scales: {
        x: { time: times !== undefined, ...(bars ? { range: (_, __, max) => [-0.6, Math.max(0, max) + 0.6] } : {}) },
        y: { range: (_, __, max) => [0, Math.max(1, max) * 1.05] },
      },
      axes: [
        {
          ...axis,
          // A line behind each bar says nothing.
          ...(bars ? { grid: { show: false } } : {}),
          ...(times
            ? {}
            : {
                values: (plot, splits) =>
                  splits.map(split => shortLabel(this.#spec.labels[split], roomOf(plot, this.#spec))),
                incrs: [1, 2, 5, 10],
                // Labels of twelve characters have room beside each other.
                space: 84,
              }),
        },
        {
          ...axis,
          ...((series[0]?.unit ?? 'count') === 'count' ? { incrs: wholeSteps } : {}),
          size: (_, labels: readonly string[] | null) => axisWidth(labels ?? []),
          values: (_, splits) => splits.map(split => valueText(series[0]?.unit ?? 'count', split)),
        },
      ],
      series: [
        { label: this.#spec.of },
        ...series.map((each, place): uPlot.Series => {
          const colour = colours[place % colours.length] ?? text;
          return {
            label: each.name,
            stroke: colour,
            width: 2,
            dash: bars ? [] : (dashes[place % dashes.length] ?? []),
            ...(bars && !highContrast ? { fill: colour } : {}),
            ...(bars && uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.8, 60] }) } : {}),
            points: { show: !bars && labels.length < 60, size: 5 },
          };
        }),
      ],
    };
  }

  #resize(): void {
    const width = this.element.clientWidth;
    if (width === 0) return;
    if (!this.#plot) {
      if (this.#inView) this.#draw();
    } else if (this.#plot.width !== Math.max(smallest, width))
      this.#plot.setSize({ width: Math.max(smallest, width), height });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#spec.labels.length - 1;
    const step = event.shiftKey ? 10 : 1;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.#go(Math.min(last, this.#point + step)),
      ArrowLeft: () => this.#go(Math.max(0, this.#point - step)),
      Home: () => this.#go(0),
      End: () => this.#go(last),
      PageDown: () => this.#turn(1),
      PageUp: () => this.#turn(-1),
      Enter: () => this.#open(this.#point),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || last < 0) return;
    event.preventDefault();
    move();
  }

  #go(point: number): void {
    this.#draw();
    this.#point = point;
    const plot = this.#plot;
    const data = plot?.data;
    const x = data?.[0][point];
    if (!plot || x === undefined) return;
    const y = data?.[this.#series + 1]?.[point];
    plot.setCursor({ left: plot.valToPos(x, 'x'), top: plot.valToPos(y ?? 0, 'y') });
    this.#events.say(pointText(this.#spec, point, this.#series));
  }

  #turn(by: number): void {
    const { length } = this.#spec.series;
    this.#series = (this.#series + by + length) % length;
    this.#go(Math.max(0, this.#point));
  }

  #open(point: number): void {
    const filter = this.#spec.filters?.[point];
    if (filter) this.#events.open(filter);
  }

  #leave(): void {
    this.#plot?.setCursor({ left: -10, top: -10 });
  }
}

function dataOf({ times, labels, series }: ChartSpec): uPlot.AlignedData {
  const places = times ?? labels.map((_, place) => place);
  return [[...places], ...series.map(({ values }) => [...values])];
}

const characterWidth = 8;
const fewestCharacters = 12;

/** Characters that a label has room for, if all are shown. */
function roomOf({ width }: uPlot, { labels }: ChartSpec): number {
  return Math.max(fewestCharacters, Math.floor(width / (labels.length + 1) / characterWidth));
}

/** Axes have little room; the table has all of it. */
function shortLabel(label = '', room: number): string {
  return cutText(label, room);
}

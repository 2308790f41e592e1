// The chart of one series. Its x axis counts observations: 0 is the newest, forecast steps are to the right of it.

import uPlot from './uplot.js';
import { value, placesFor, placesOf } from './text.js';

const ACTUAL = 1, LOW = 2, MIDDLE = 3, HIGH = 4, DUE_LOW = 5, DUE = 6, DUE_HIGH = 7;

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Draws what was observed, what is forecast, and what was forecast before. */
export class Chart {
  #box;
  #plot;
  #data;
  #places = 2;
  #unit = '';
  #moved;

  /** @param moved called with the place in the data that the cursor is at, or null */
  constructor(box, moved) {
    this.#box = box;
    this.#moved = moved;
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#redraw());
    box.addEventListener('keydown', event => this.#key(event));
    box.addEventListener('blur', () => this.#moveTo(null));
  }

  get places() {
    return this.#places;
  }

  /** Draws these columns: x, actual, low, middle, high, and low, middle and high of before; x counts the unit. */
  draw(data, unit) {
    this.#data = data;
    this.#unit = unit;
    const [low, high] = Chart.#range(data);
    this.#places = placesFor(low, high);
    if (!this.#plot) {
      this.#plot = new uPlot(this.#options(), data, this.#box);
      return;
    }
    this.#plot.setData(data, false);
    this.#plot.batch(() => {
      this.#plot.setScale('x', { min: data[0][0], max: data[0][data[0].length - 1] });
      this.#plot.setScale('y', Chart.#padded(low, high));
    });
  }

  clear() {
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  static #range(data) {
    let low = Infinity, high = -Infinity;
    for (let column = ACTUAL; column <= DUE_HIGH; column++) {
      for (const number of data[column]) {
        if (number != null) {
          if (number < low) low = number;
          if (number > high) high = number;
        }
      }
    }
    return [low, high];
  }

  static #padded(low, high) {
    const margin = (high - low) * 0.06 || Math.abs(high) * 1e-3 || 1;
    return { min: low - margin, max: high + margin };
  }

  #size() {
    const width = this.#box.clientWidth;
    return { width, height: width < 560 ? 300 : 380 };
  }

  #redraw() {
    if (this.#plot) {
      this.clear();
      this.draw(this.#data, this.#unit);
    }
  }

  #options() {
    const soft = color('--soft'), grid = { stroke: color('--grid'), width: 1 };
    const font = '12px system-ui, sans-serif';
    const [low, high] = Chart.#range(this.#data);
    const x = this.#data[0];
    const line = (stroke, more) => ({ stroke, points: { show: false }, spanGaps: false, ...more });
    const edge = line(undefined, { width: 0 });
    return {
      ...this.#size(),
      padding: [12, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      scales: {
        x: { time: false, min: x[0], max: x[x.length - 1] },
        y: { range: (plot, from, to) => from == null ? [0, 1] : [from, to], ...Chart.#padded(low, high) },
      },
      axes: [
        {
          stroke: soft, grid, ticks: grid, font, size: 34, space: 56,
          label: this.#unit, labelFont: font, labelSize: 18, labelGap: 0,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
          values: (plot, at) => at.map(step => step === 0 ? 'now' : step < 0 ? `\u2212${-step}` : `+${step}`),
        },
        {
          stroke: soft, grid, ticks: { ...grid, size: 4 }, font, size: this.#axisWidth.bind(this), space: 44,
          values: (plot, at, axis, space, step) => at.map(number => value(number, placesOf(step))),
        },
      ],
      series: [
        {},
        line(color('--actual'), { width: 2 }),
        edge,
        line(color('--model'), { width: 2.5 }),
        edge,
        edge,
        line(color('--due'), { width: 1.5, dash: [5, 4] }),
        edge,
      ],
      bands: [
        { series: [HIGH, LOW], fill: color('--band') },
        { series: [DUE_HIGH, DUE_LOW], fill: color('--due-band') },
      ],
      hooks: {
        drawClear: [plot => this.#shadeAhead(plot)],
        draw: [plot => this.#markNow(plot)],
        setCursor: [plot => this.#moved(plot.cursor.idx ?? null)],
      },
    };
  }

  #axisWidth(plot, labels) {
    if (!labels) return 60;
    plot.ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    return 14 + Math.ceil(Math.max(...labels.map(label => plot.ctx.measureText(label).width)) / devicePixelRatio);
  }

  /** The future has another ground than the past. */
  #shadeAhead(plot) {
    const from = plot.valToPos(0, 'x', true);
    const { left, top, width, height } = plot.bbox;
    plot.ctx.fillStyle = color('--ahead');
    plot.ctx.fillRect(from, top, left + width - from, height);
  }

  #markNow(plot) {
    const at = Math.round(plot.valToPos(0, 'x', true)) + 0.5;
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = color('--soft');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    const last = this.#data[ACTUAL][this.#data[0].indexOf(0)];
    if (last != null) {
      ctx.fillStyle = color('--actual');
      ctx.strokeStyle = color('--card');
      ctx.lineWidth = 2 * devicePixelRatio;
      ctx.beginPath();
      ctx.arc(at, plot.valToPos(last, 'y', true), 4.5 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
    const last = this.#data ? this.#data[0].length - 1 : 0;
    const now = this.#plot?.cursor.idx ?? this.#data?.[0].indexOf(0) ?? 0;
    if (event.key in steps) this.#moveTo(Math.max(0, Math.min(last, now + steps[event.key])));
    else if (event.key === 'Home') this.#moveTo(0);
    else if (event.key === 'End') this.#moveTo(last);
    else if (event.key === 'Escape') this.#moveTo(null);
    else return;
    event.preventDefault();
  }

  #moveTo(place) {
    if (!this.#plot) return;
    const left = place == null ? -10 : this.#plot.valToPos(this.#data[0][place], 'x');
    this.#plot.setCursor({ left, top: place == null ? -10 : 10 });
  }
}

/** A small line of one further channel. */
export class Spark {
  #plot;

  constructor(box) {
    const size = () => ({ width: box.clientWidth, height: 56 });
    this.#plot = new uPlot({
      ...size(),
      padding: [6, 2, 6, 2],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false } },
      axes: [{ show: false }, { show: false }],
      series: [{}, { stroke: () => color('--actual'), width: 1.5, points: { show: false } }],
    }, [[], []], box);
    new ResizeObserver(() => this.#plot.setSize(size())).observe(box);
  }

  draw(x, y) {
    this.#plot.setData([x, y]);
  }
}

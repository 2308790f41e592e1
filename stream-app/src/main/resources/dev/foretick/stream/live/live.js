// The page: one stream of events from the server, and what it shows of them.

import { Chart, Spark } from './chart.js';
import { Picker } from './picker.js';
import * as text from './text.js';

const at = id => document.getElementById(id);
const say = (id, words) => { if (at(id).textContent !== words) at(id).textContent = words; };
const show = (id, shown) => { at(id).hidden = !shown; };

/** How long a connection may be away before the page says so: each ends now and then by itself. */
const PATIENCE = 3000;

const view = {
  series: '', timeline: '', points: [], forecast: null, lead: 0, paused: false, figures: null,
};
let source, awayTimer, retryTimer, frame, frozen = null;

const chart = new Chart(at('chart'), place => readOut(place));
const picker = new Picker(id => watch(id));
const sparks = [];

// ---------------------------------------------------------------- the stream

function connect() {
  source?.close();
  clearTimeout(retryTimer);
  source = new EventSource('live/events' + (view.series ? `?series=${encodeURIComponent(view.series)}` : ''));
  source.addEventListener('open', () => { clearTimeout(awayTimer); awayTimer = undefined; });
  source.addEventListener('error', () => {
    awayTimer ??= setTimeout(() => state('away', 'No connection'), PATIENCE);
    if (source.readyState === EventSource.CLOSED) retryTimer = setTimeout(connect, PATIENCE);
  });
  source.addEventListener('figures', event => figures(JSON.parse(event.data)));
  source.addEventListener('points', event => points(JSON.parse(event.data)));
  source.addEventListener('absent', absent);
}

function watch(id) {
  Object.assign(view, { series: id, timeline: '', points: [], forecast: null });
  frozen = null;
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  picker.show(id);
  say('name', id);
  document.title = `${id} · Foretick`;
  say('when', 'Waiting for what the server knows of it.');
  for (const part of ['now', 'tools', 'chart', 'readout', 'turned', 'channels', 'numbers', 'notice']) show(part, false);
  chart.clear();
  connect();
}

/** Shows the series of the address, or else the one that was active last, as soon as there is one. */
async function begin() {
  let asked = '';
  try {
    asked = decodeURIComponent(location.hash.slice(1));
  } catch {
    // Not an address of this page's making.
  }
  if (asked) {
    if (asked !== view.series) watch(asked);
    return;
  }
  const recent = await Picker.recent();
  if (view.series) return;
  if (recent?.series.length) watch(recent.series[0]);
  else setTimeout(begin, 2000);
}

// ---------------------------------------------------------------- a series

function points(news) {
  const last = view.points.at(-1);
  const first = news.points[0];
  if (news.timeline !== view.timeline || (first && last && first[0] > last.number + 1)) view.points = [];
  view.timeline = news.timeline;
  const newest = view.points.at(-1)?.number ?? -1;
  for (const [number, time, values, due] of news.points) {
    if (number > newest) view.points.push({ number, time, values, due });
  }
  view.points = view.points.slice(-(view.figures?.model.past ?? 480));
  view.forecast = news.forecast ?? null;
  redraw();
}

function absent() {
  say('when', '');
  notice(`This server has no such series in memory. It may have sent nothing yet, or nothing for a long time, or another server of the group has its partition.`);
}

function notice(words) {
  say('notice', words);
  show('notice', words !== '');
}

function redraw() {
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    if (!view.paused && view.figures && view.points.length) draw(view.points, view.forecast);
  });
}

function draw(shown, forecast) {
  const { model, input } = view.figures;
  for (const part of ['now', 'tools', 'chart', 'readout']) show(part, true);
  const data = columns(shown, forecast, model);
  frozen = { shown, forecast, data };
  chart.draw(data, input.bars ? 'bars from now' : 'observations from now');
  headline(shown, forecast, model, input);
  readOut(null);
  turnedOut(shown, model);
  channels(shown, input);
  numbers(forecast, model);
}

/** x, actual, low, middle, high of the forecast, and low, middle, high of what was forecast before. */
function columns(shown, forecast, model) {
  const newest = shown.at(-1).number;
  const data = Array.from({ length: 8 }, () => []);
  const row = (x, ...rest) => [x, ...rest].forEach((cell, column) => data[column].push(cell));
  const from = view.lead * 3;
  for (const { number, values, due } of shown) {
    row(number - newest, values[0], null, null, null, due[from], due[from + 1], due[from + 2]);
  }
  if (forecast) {
    // From the last value that it knows, so that the band opens where the past ends.
    const base = data[0].indexOf(forecast.after - newest);
    if (base >= 0) for (const column of [2, 3, 4]) data[column][base] = data[1][base];
    model.steps.forEach((step, place) => {
      const x = forecast.after - newest + step;
      const bounds = forecast.bounds.slice(place * 3, place * 3 + 3);
      const known = data[0].indexOf(x);
      if (known >= 0) bounds.forEach((bound, column) => { data[2 + column][known] = bound; });
      else if (x > 0) row(x, null, ...bounds, null, null, null);
    });
  }
  return data;
}

function headline(shown, forecast, model, input) {
  const last = shown.at(-1);
  const places = chart.places;
  say('last-name', input.bars ? `Last ${input.target}` : 'Last');
  say('last', text.value(last.values[0], places));
  say('next', forecast ? text.value(forecast.bounds[1], places) : '–');
  say('range', forecast ? `${text.value(forecast.bounds[0], places)} – ${text.value(forecast.bounds[2], places)}` : '–');
  say('range-name', `With ${model.level}\u202f%`);
  say('level', `${model.level}\u202f% band`);
  say('lead', steps(model.leads[view.lead]));
  say('when', [input.target, timeOf(last, input)].filter(Boolean).join(' · '));
  const isShort = shown.length < Math.min(input.window, model.past);
  if (forecast ? forecast.status === 'warmup' : isShort) notice(`The model sees ${input.window} observations, and there are fewer yet. Until then, forecasts are naive.`);
  else if (!forecast) notice('The next observation brings a forecast.');
  else if (forecast.status === 'fallback') notice('The model could not answer this window; a naive forecast stands in.');
  else notice('');
}

function timeOf({ time }, input) {
  return text.time(time, input.bars ? input.frequency : 1);
}

function readOut(place) {
  if (!frozen) return;
  const { shown, data } = frozen;
  const now = data[0].indexOf(0);
  const row = place ?? now;
  const x = data[0][row];
  if (x == null) return;
  const places = chart.places;
  const cell = column => text.value(data[column][row], places);
  const unit = view.figures.input.bars ? 'bar' : 'observation';
  const parts = [];
  if (x > 0) {
    parts.push(`In ${x} ${unit}${x === 1 ? '' : 's'}`);
  } else {
    parts.push(x === 0 ? 'Now' : `${-x} ${unit}${x === -1 ? '' : 's'} ago`);
    parts.push(timeOf(shown[row], view.figures.input));
    parts.push(`observed ${cell(1)}`);
    if (data[6][row] != null) parts.push(`forecast ${steps(view.figures.model.leads[view.lead])} earlier ${cell(6)} (${cell(5)} – ${cell(7)})`);
  }
  if (x > 0 && data[3][row] != null) parts.push(`forecast ${cell(3)} (${cell(2)} – ${cell(4)})`);
  at('readout').ariaLive = place == null ? 'off' : 'polite';
  say('readout', parts.filter(Boolean).join(' · '));
}

/** Over what is on the chart, for the chosen lead: how many were inside, and how far off they were. */
function turnedOut(shown, model) {
  const lead = model.leads[view.lead];
  const from = view.lead * 3;
  let count = 0, inside = 0, error = 0, naive = 0;
  shown.forEach(({ values: [actual], due }, place) => {
    const [low, middle, high] = due.slice(from, from + 3);
    if (middle == null || place < lead) return;
    count++;
    if (low <= actual && actual <= high) inside++;
    error += Math.abs(actual - middle);
    naive += Math.abs(actual - shown[place - lead].values[0]);
  });
  show('turned', true);
  say('turned-text', count === 0
    ? `None of the forecasts made ${steps(lead)} ahead has met its actual value yet.`
    : `${inside} of the last ${count} values (${text.percent(inside / count)}; promised ${model.level}\u202f%) fell inside the band that was forecast ${steps(lead)} earlier.`
      + ` The forecast was off by ${text.measure(error / count)} on average, the naive one by ${text.measure(naive / count)}.`);
}

function channels(shown, input) {
  const extra = shown.at(-1).values.length - 1;
  show('channels', extra > 0);
  if (extra <= 0) return;
  if (sparks.length !== extra) {
    const box = at('channels');
    box.replaceChildren();
    sparks.length = 0;
    for (let channel = 0; channel < extra; channel++) sparks.push(newSpark(box, input.covariates[channel] ?? ''));
    if (input.covariates.length > extra) box.append(element('p', 'soft', `and ${input.covariates.length - extra} more`));
  }
  const x = shown.map(({ number }) => number);
  sparks.forEach(({ spark, last }, channel) => {
    const y = shown.map(({ values }) => values[channel + 1]);
    const known = y.filter(number => number != null);
    spark.draw(x, y);
    last.textContent = text.value(y.at(-1), text.placesFor(Math.min(...known), Math.max(...known)));
  });
}

function newSpark(box, name) {
  const card = element('div', 'channel', '');
  const head = element('p', '', '');
  const label = element('span', 'soft', name);
  label.dir = 'auto';
  const last = element('strong', '', '–');
  const line = element('div', 'spark', '');
  line.setAttribute('aria-hidden', 'true');
  head.append(label, last);
  card.append(head, line);
  box.append(card);
  return { spark: new Spark(line), last };
}

function numbers(forecast, model) {
  show('numbers', forecast != null);
  if (!forecast || !at('numbers').open) return;
  at('rows').replaceChildren(...model.steps.slice(0, 96).map((step, place) => {
    const row = document.createElement('tr');
    const head = element('th', '', `+${step}`);
    head.scope = 'row';
    row.append(head, ...[0, 1, 2].map(bound => element('td', '', text.value(forecast.bounds[place * 3 + bound], chart.places))));
    return row;
  }));
}

function element(name, className, words) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}

// ---------------------------------------------------------------- the server

function figures(now) {
  const first = view.figures == null;
  const before = JSON.stringify(view.figures?.model.leads);
  view.figures = now;
  if (JSON.stringify(now.model.leads) !== before) leads(now.model.leads);
  if (now.ready) state('live', 'Live');
  else state('waiting', now.detail ? `Not ready: ${now.detail}` : 'Not ready');
  say('published', text.count(now.published));
  say('consumed', text.count(now.consumed));
  say('p50', text.millis(now.p50));
  say('p99', text.millis(now.p99));
  say('lag', text.count(now.lag));
  say('count', text.count(now.series));
  accuracy(now);
  facts(now);
  if (first) redraw();
}

function accuracy({ all, first, model, input }) {
  const promised = model.level / 100;
  say('coverage', text.percent(all.coverage));
  say('promise', all.coverage == null ? nothingScored(input) : `of ${text.count(all.count)} values inside; promised ${model.level}\u202f%`);
  at('coverage-bar').style.width = `${(all.coverage ?? 0) * 100}%`;
  at('promise-mark').style.left = `${promised * 100}%`;
  say('skill', text.signedPercent(all.skill));
  const isEven = all.skill == null || Math.abs(all.skill) < 0.0005;
  at('skill').dataset.sign = isEven ? '' : all.skill < 0 ? 'below' : 'above';
  say('skill-text', all.skill == null ? nothingScored(input)
    : isEven ? 'the error of the naive forecast' : `${all.skill < 0 ? 'more' : 'less'} error than the naive forecast`);
  say('model-name', model.name);
  say('mae-first', text.measure(first.mae));
  say('mae-all', text.measure(all.mae));
  say('naive-first', text.measure(first.naive));
  say('naive-all', text.measure(all.naive));
}

function steps(number) {
  return `${number} ${number === 1 ? 'step' : 'steps'}`;
}

function nothingScored(input) {
  return input.scoring ? 'no actual value has come yet' : 'scoring is switched off';
}

function facts({ model, input, dead, late }) {
  show('facts', true);
  const each = input.bars ? `bars of ${text.span(input.frequency)}` : `one about every ${text.span(input.frequency)}`;
  say('fact-model', model.name);
  say('fact-version', model.version);
  say('fact-input', `${input.topic}: ${[input.target, ...input.covariates].join(', ')}`);
  say('fact-window', `${input.window} observations, ${each}`);
  say('fact-horizon', `${steps(model.horizon)}, ${model.level}\u202f% interval`);
  say('fact-dead', `${text.count(dead)} unreadable, ${text.count(late)} late`);
}

function state(kind, words) {
  at('state').dataset.state = kind;
  say('state-text', words);
}

function leads(ahead) {
  view.lead = 0;
  const box = at('leads');
  box.replaceChildren(box.firstElementChild, ...ahead.map((step, place) => {
    const label = element('label', '', '');
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'lead';
    input.checked = place === 0;
    input.addEventListener('change', () => { view.lead = place; again(); });
    label.append(input, element('span', '', `${step}`));
    return label;
  }));
}

function again() {
  if (view.paused && frozen) draw(frozen.shown, frozen.forecast);
  else redraw();
}

// ---------------------------------------------------------------- what its reader does

at('pause').addEventListener('click', () => {
  view.paused = !view.paused;
  at('pause').setAttribute('aria-pressed', String(view.paused));
  say('pause', view.paused ? 'Go on' : 'Pause');
  again();
});
at('numbers').addEventListener('toggle', again);
addEventListener('hashchange', begin);

connect();
begin();

// The page: one stream of events from the server, and what it shows of them.

import { Chart, Spark } from './chart.js';
import { at, element, say, show } from './dom.js';
import { columns, outcome } from './past.js';
import { Picker } from './picker.js';
import { showServer, showState } from './server.js';
import * as text from './text.js';

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
    awayTimer ??= setTimeout(() => showState('away', 'No connection'), PATIENCE);
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
  const data = columns(shown, forecast, model, view.lead);
  frozen = { shown, forecast, data };
  chart.draw(data, input.bars ? 'bars from now' : 'observations from now');
  headline(shown, forecast, model, input);
  readOut(null);
  turnedOut(shown, model);
  channels(shown, input);
  numbers(forecast, model);
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
  say('lead', text.steps(model.leads[view.lead]));
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
    if (data[6][row] != null) parts.push(`forecast ${text.steps(view.figures.model.leads[view.lead])} earlier ${cell(6)} (${cell(5)} – ${cell(7)})`);
  }
  if (x > 0 && data[3][row] != null) parts.push(`forecast ${cell(3)} (${cell(2)} – ${cell(4)})`);
  at('readout').ariaLive = place == null ? 'off' : 'polite';
  say('readout', parts.filter(Boolean).join(' · '));
}

function turnedOut(shown, model) {
  const lead = model.leads[view.lead];
  const { count, inside, error, naive } = outcome(shown, lead, view.lead);
  show('turned', true);
  say('turned-text', count === 0
    ? `None of the forecasts made ${text.steps(lead)} ahead has met its actual value yet.`
    : `${inside} of the last ${count} values (${text.percent(inside / count)}; promised ${model.level}\u202f%) fell inside the band that was forecast ${text.steps(lead)} earlier.`
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

// ---------------------------------------------------------------- the server

function figures(now) {
  const first = view.figures == null;
  const before = JSON.stringify(view.figures?.model.leads);
  view.figures = now;
  if (JSON.stringify(now.model.leads) !== before) leads(now.model.leads);
  showServer(now);
  if (first) redraw();
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

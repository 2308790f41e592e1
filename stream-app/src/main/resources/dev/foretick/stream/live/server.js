// What the server as a whole is doing.

import { at, say, show } from './dom.js';
import * as text from './text.js';

/** Shows the figures that it sends once a second. */
export function showServer(now) {
  if (now.ready) showState('live', 'Live');
  else showState('waiting', now.detail ? `Not ready: ${now.detail}` : 'Not ready');
  say('published', text.count(now.published));
  say('consumed', text.count(now.consumed));
  say('p50', text.millis(now.p50));
  say('p99', text.millis(now.p99));
  say('lag', text.count(now.lag));
  say('count', text.count(now.series));
  accuracy(now);
  facts(now);
}

export function showState(kind, words) {
  at('state').dataset.state = kind;
  say('state-text', words);
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
  const best = all.against_seasonal ? 'the seasonal naive forecast' : 'the naive forecast';
  say('skill-text', all.skill == null ? nothingScored(input)
    : isEven ? `the error of ${best}` : `${all.skill < 0 ? 'more' : 'less'} error than ${best}`);
  say('model-name', model.name);
  say('mae-first', text.measure(first.mae));
  say('mae-all', text.measure(all.mae));
  say('naive-first', text.measure(first.naive));
  say('naive-all', text.measure(all.naive));
  show('seasonal', all.seasonal != null);
  say('seasonal-first', text.measure(first.seasonal));
  say('seasonal-all', text.measure(all.seasonal));
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
  say('fact-horizon', `${text.steps(model.horizon)}, ${model.level}\u202f% interval`);
  say('fact-dead', `${text.count(dead)} unreadable, ${text.count(late)} late`);
}

import { h } from '../dom.js';
import { odds, short } from '../words.js';
import { curveSource } from './curve.js';
import { badge, figure, panel, unknown } from './figures.js';

/** What a model promised of its n before the outcome, and the trial that chose between two models. */
export function promised(state, decision) {
  const { promise, trial } = decision;
  if (promise === null && trial === null) return null;
  const row = (name, value) => [h('dt', null, name), h('dd', null, value)];
  const source = curveSource(decision);
  const bounds = ({ low, high }, unit) => figure(`${short(low)} to ${short(high)}`, source, { unit });
  return panel('What was promised', 'fixed before the outcome', h('div', { class: 'pad promised' },
    promise !== null && h('dl', { class: 'kv' },
      row('Success', figure(odds(promise.success), source)),
      row('Duration', [bounds(promise.minutes, 'min'), h('span', { class: 'muted' }, ' 9 times in 10')]),
      row('Tokens', promise.tokens === null ? unknown('the model never saw tokens') : [bounds(promise.tokens, 'M'), h('span', { class: 'muted' }, ' 9 times in 10')]),
      row('All of it', [figure(odds(promise.kept), source), h('span', { class: 'muted' }, ' success without a conflict, within these bounds')]),
      row('Grade', [badge(promise.grade, 'line'), promise.typicalMinutes === null ? h('span', { class: 'muted' }, ' no outcome of this type was timed before')
        : h('span', { class: 'muted' }, ' against a median of ', figure(short(promise.typicalMinutes)), ' min for its type')])),
    trial !== null && h('p', { class: 'soft' }, trialWords(trial).map((piece) => (typeof piece === 'string' ? piece : h('code', null, piece.code))))));
}

/** The trial as a sentence; pure. */
export const trialWords = ({ champion, challenger, championAgents, challengerAgents, challengerPlayed }) => [
  'Champion ', { code: champion }, ` chose ${championAgents}, challenger `, { code: challenger }, ` chose ${challengerAgents}. They differed, so a coin decided: the ${challengerPlayed ? 'challenger' : 'champion'}’s n was played.`];

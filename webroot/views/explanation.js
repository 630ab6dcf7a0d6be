import { h, s } from '../dom.js';
import { bytes, clock, duration, fixed, odds, ranges, resultWord, short, whole } from '../words.js';
import { curveChart, curveSource } from './curve.js';
import { badge, figure, measure, panel, quiet, table, unknown } from './figures.js';
import { standing, titleOf } from './decisions.js';
import { promised } from './promise.js';
import { spanChart } from './spans.js';

/** One decision explained: its sentence, the curve, what the curve is made of, features, slots. */
const PARTS = [
  ['Success', 'chance, %', (point) => point.success === null ? null : point.success * 100, [0, 100]],
  ['Speed-up', 'times one agent', (point) => point.speedup, null],
  ['Tokens', 'times one agent', (point) => point.tokensFactor, null],
  ['Conflicts', 'expected', (point) => point.conflicts, null],
];

export const explanation = (state, decision, now) => [
  h('section', { class: 'panel', 'aria-label': 'Decision', 'data-key': 'decision' },
    h('div', { class: 'card' }, badges(state, decision), because(decision), facts(decision, now)),
    h('div', { class: 'pad' }, h('div', { class: 'row wrap' }, h('h2', { class: 'h3' }, 'Utility by number of agents'), h('span', { class: 'muted' }, curveSource(decision) === 'heuristic' ? 'heuristic, states no interval' : `${curveSource(decision)}; its minutes state their bounds`)),
      curveChart(decision, 'Utility', (point) => point.utility, { height: 238 })),
    h('footer', null, masks(decision))),
  promised(state, decision),
  panel('What the curve is made of', `${curveSource(decision)}; utility is composed from them`,
    h('div', { class: 'pad' }, h('div', { class: 'minis' }, PARTS.map(([name, unit, value, fixedTo]) =>
      h('div', null, h('h3', null, name), h('p', { class: 'muted' }, unit), curveChart(decision, name, value, { height: 112, fixedTo }))), minutes(decision)))),
  features(decision),
  slots(state, decision),
];

function badges(state, decision) {
  const attempt = state.attempts.get(decision.attemptId);
  const [word, kind] = standing(state, decision);
  return h('div', { class: 'row wrap' }, h('span', { class: 'badge line' }, h('span', { class: 'cls', 'data-class': decision.coordinationClass.toLowerCase() }, decision.coordinationClass)),
    attempt && badge(`attempt ${attempt.number}`), word && badge(word, kind), decision.provenance === 'pinned' && badge('pinned by the submitter', 'line'));
}

/** The host's own words; the first sentence stands out. */
function because(decision) {
  const end = decision.because.search(/[.;](\s|$)/);
  const first = end < 0 ? decision.because : decision.because.slice(0, end + 1);
  return h('p', { class: 'because' }, h('b', null, first), decision.because.slice(first.length));
}

function facts(decision, now) {
  const propensity = decision.propensities[decision.agents - 1];
  const fact = (name, value) => h('span', null, `${name} `, h('b', null, value));
  return h('p', { class: 'facts' }, fact('Decided', clock(decision.at, now, true)), fact('by', h('code', null, decision.model)),
    fact('Figures', [decision.provenance === 'pinned' && 'pinned n, ', curveSource(decision) === 'heuristic' ? h('i', null, 'heuristic') : curveSource(decision), ' curve']),
    fact('Propensity', propensity === undefined ? unknown('not logged') : figure(odds(propensity))),
    fact('Topology', decision.topology), fact('Mode', [decision.mode.toLowerCase(), decision.modeReason && ` (${decision.modeReason})`]));
}

/** The bounds of the minutes, which only a model knows. */
function minutes(decision) {
  const chart = spanChart(decision, 'Duration', 'minutes', (point) => point.minutes, { height: 112 });
  return chart && h('div', null, h('h3', null, 'Duration'), h('p', { class: 'muted' }, 'minutes, 9 times in 10'), chart);
}

/** "4–8 masked: 3 agents are free and qualify", one per reason. */
export function maskSentences(mask) {
  const byReason = new Map();
  for (const { n, reason } of [...mask].sort((a, b) => a.n - b.n)) byReason.set(reason, [...(byReason.get(reason) ?? []), n]);
  return [...byReason].map(([reason, numbers]) => `${ranges(numbers)} masked: ${reason}`);
}

function masks({ mask }) {
  if (mask.length === 0) return h('span', null, 'No guard rail limited the choice.');
  return maskSentences(mask).map((sentence) => h('span', { class: 'row' }, hatch(16, 10), sentence));
}

const hatch = (width, height) => s('svg', { width, height, 'aria-hidden': 'true' }, s('rect', { width, height, rx: 2, fill: 'url(#hatch)' }));

const FEATURE_COLUMNS = [{ label: 'Feature' }, { label: 'Value', num: true }, { label: 'Of its range', hide: true }, { label: 'Source', hide: true }, { label: 'Moved the choice' }, { label: 'Effect', num: true }];

function features(decision) {
  const effects = new Map(decision.contributions.map(({ feature, effect }) => [feature, effect]));
  const most = Math.max(...decision.contributions.map(({ effect }) => Math.abs(effect)), Number.MIN_VALUE);
  const missing = decision.features.filter((feature) => feature.value === null).length;
  return panel('Features at admission, and what moved the choice',
    missing === 0 ? null : [figure(missing), ' of ', figure(decision.features.length), ' unknown: a documented constant stands in'],
    table('Features', FEATURE_COLUMNS, decision.features.map((feature) => {
      const effect = effects.get(feature.name);
      return { key: feature.name, cells: [h('code', null, feature.name),
        feature.value === null ? unknown('nothing on this host reports it') : figure(fixed(feature.value, 2), feature.provenance),
        feature.value === null ? hatch(64, 6) : meter(feature.value), h('span', { class: 'muted' }, feature.provenance),
        effectBar((effect ?? 0) / most), effect === undefined ? h('span', { class: 'muted' }, 'none') : figure(fixed(effect, 3, true), curveSource(decision))] };
    })));
}

const meter = (value) => s('svg', { width: 64, height: 6, 'aria-hidden': 'true' }, s('rect', { class: 'barbg', width: 64, height: 6, rx: 2 }),
  s('rect', { class: 'barfill', width: (64 * Math.min(1, Math.max(0, value))).toFixed(1), height: 6, rx: 2 }));

const effectBar = (share) => s('svg', { width: 132, height: 12, 'aria-hidden': 'true' }, s('line', { class: 'zero', x1: 66, x2: 66, y1: 0, y2: 12 }),
  s('rect', { class: share < 0 ? 'barneg' : 'barpos', x: (share < 0 ? 66 + 64 * share : 66).toFixed(1), y: 3, width: (64 * Math.abs(share)).toFixed(1), height: 6, rx: 1 }));

const SLOT_COLUMNS = [{ label: 'Slot' }, { label: 'Agent' }, { label: 'State' }, { label: 'Duration', num: true }, { label: 'Peak memory', num: true },
  { label: 'Tokens', num: true }, { label: 'Fence', num: true, hide: true }, { label: 'Process', num: true, hide: true }, { label: 'Last said', hide: true }];

/** What came of it: the slots of the attempt as the agents reported them. */
function slots(state, decision) {
  const attempt = state.attempts.get(decision.attemptId);
  if (!attempt) return panel('Slots', null, quiet(`The attempt of “${titleOf(state, decision)}” is not in the page’s memory of the latest ones.`));
  const timing = state.tasks.get(decision.taskId)?.source === 'replay' ? 'replayed' : 'measured';
  const why = (slot) => slot.state === 'ended' ? 'the agent did not report it' : 'the slot has not ended';
  return panel('Slots', 'as the agents reported them', table('Slots', SLOT_COLUMNS, attempt.slots.map((slot) => ({ key: String(slot.slot), cells: [
    figure(slot.slot), slot.agent ?? '', slot.result === null ? slot.state : resultWord(slot.result),
    measure(slot.durationMs === null ? null : duration(slot.durationMs), why(slot), timing),
    measure(slot.peakMemoryBytes === null ? null : bytes(slot.peakMemoryBytes), why(slot)),
    slot.tokens === null ? unknown(why(slot)) : figure(slot.tokens < 1000 ? slot.tokens : `${short(slot.tokens / 1000)} k`),
    slot.fence === null ? unknown('not claimed yet') : figure(whole(slot.fence)), slot.pid === null ? unknown(why(slot)) : h('code', null, slot.pid),
    h('span', { class: 'soft clip wide' }, slot.message ?? '')] }))));
}

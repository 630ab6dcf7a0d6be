import { h, patch, s } from '../dom.js';
import { intervalOf, meaningOf, nameOf, saidOf, valueOf, warning } from '../figure-words.js';
import { whole } from '../words.js';
import { badge, command, figure, measure, panel, table, unknown } from './figures.js';
import { gauge } from './gauge.js';

/** Can I trust it, and what does it cost? */
const CARDS = ['coordination_accuracy', 'model_accuracy', 'decision_time', 'error_rate', 'host_memory', 'cache_hit_ratio'];
const GRADES = ['grade_a', 'grade_b', 'grade_c', 'grade_d', 'grade_e'];
const COLUMNS = [{ label: 'Figure' }, { label: 'Value', num: true }, { label: '95 %', num: true }, { label: 'Baseline', num: true }, { label: 'Report', num: true, hide: true },
  { label: 'Count', num: true }, { label: 'Source', hide: true }, { label: 'Window' }];

export const mount = (element) => (state) => {
  const { figures, figuresWhy } = state;
  if (figures === null) {
    patch(element, h('div', { class: 'head' }, h('div', null, h('h1', null, figuresWhy === null ? 'Asking for the figures' : 'The host does not tell its figures.'),
      h('p', null, figuresWhy === null ? 'The host computes them from its latest closed decisions.' : `Asked for them: ${figuresWhy}. The page asks again.`))));
    return;
  }
  const named = new Map(figures.map((one) => [one.name, one]));
  const cards = CARDS.map((name) => named.get(name)).filter(Boolean);
  const grades = GRADES.map((name) => named.get(name)).filter(Boolean);
  patch(element,
    h('div', { class: 'head' }, h('div', null, h('h1', null, headline(named)), h('p', null, about(named)))),
    figuresWhy !== null && h('p', { class: 'said warn', role: 'status', 'data-key': 'why' }, `These figures are not of now: ${figuresWhy}. The page asks again.`),
    nextStep(named),
    h('div', { class: 'acc', 'data-key': 'cards' }, cards.map(card)),
    grades.length > 0 && panel('Grades', 'outcomes A to E, the best A', h('div', { class: 'pad' }, h('dl', { class: 'kv' }, grades.map(grade)), spread(named.get('commonest_grade')))),
    panel('All figures', 'computed by the host, asked for every ten seconds while this view is open',
      h('div', { class: 'figs' }, table('All figures', COLUMNS, figures.map((one) => ({ key: one.name, cells: cells(one) })))),
      h('footer', null, h('span', null, 'Report: what the report of the predecessor printed. It is a reference, never a number of this host.'))));
};

const valueAt = (named, name) => named.get(name)?.value ?? null;

/** How many decisions have closed, as far as the figures say. */
const closed = (named) => named.get('error_rate')?.count ?? 0;

/** The answer, as a person would say it; pure. */
export function headline(named) {
  if (closed(named) === 0) return 'No decision has closed yet.';
  const kept = named.get('coordination_accuracy');
  if (valueAt(named, 'coordination_accuracy') === null) return 'No model has promised anything yet.';
  const { low, high, baseline } = kept;
  if (baseline === null || (low <= baseline && high >= baseline)) return 'Promises are kept as often as predicted.';
  return `Promises are kept ${high < baseline ? 'less' : 'more'} often than predicted.`;
}

function about(named) {
  const kept = named.get('coordination_accuracy');
  const errors = named.get('error_rate');
  if (kept && kept.value !== null) {
    return [measure(valueOf(kept, kept.value)), ' kept, ', kept.baseline === null ? null : [measure(valueOf(kept, kept.baseline), null, 'estimated'), ' predicted, '],
      'of ', figure(whole(kept.count)), ` decisions with a promise; ${kept.window}.`];
  }
  return [figure(whole(errors?.count ?? 0)), ' decisions with a known end', errors && errors.value !== null ? [', ', measure(valueOf(errors, errors.value)), ' failed or lost'] : '', '.'];
}

/** What to do so that the figures begin; null when they have. */
function nextStep(named) {
  if (closed(named) === 0) {
    return panel('How they begin', null, h('div', { class: 'empty' }, h('p', null, 'The first figures stand here when the first task has ended. Connect an agent and submit one.'), command('./muster task submit "..."')));
  }
  if (valueAt(named, 'coordination_accuracy') !== null) return null;
  return panel('How promises begin', null, h('div', { class: 'empty' }, h('p', null, 'A decision promises something when a model makes it. Heuristic decisions promise nothing, so both accuracies are unknown. '),
    h('a', { class: 'btn', href: '#/models' }, 'How the models stand')));
}

/** One figure with its line. */
function card(one) {
  const warned = warning(one);
  const interval = intervalOf(one);
  const value = valueOf(one, one.value);
  return h('section', { 'aria-label': nameOf(one), 'data-key': one.name }, h('h2', null, nameOf(one)),
    h('p', { class: 'line2' }, h('span', { class: 'big' }, value === null ? unknown(one.window) : figure(value[0], one.provenance, { unit: value[1] })),
      interval && h('span', { class: 'soft' }, interval), warned && badge(...warned)),
    h('p', { class: 'muted' }, one.value === null ? [`${meaningOf(one) ?? ''} · `, whyUnknown(one)] : [meaningOf(one), one.window === 'now' ? '' : [' · ', figure(whole(one.count)), `, ${one.window}`]]),
    gauge(one));
}

/** An unknown share of the window has no decision to be a share of; else the window says why. */
export const whyUnknown = ({ window, count }) => (count === 0 && window.startsWith('last ') ? `none in the ${window}` : window);

function grade(one) {
  return [h('dt', null, nameOf(one)), h('dd', null, h('span', { class: 'row' },
    s('svg', { width: 96, height: 8, 'aria-hidden': 'true' }, s('rect', { class: 'barbg', width: 96, height: 8, rx: 2 }), s('rect', { class: 'barfill', width: (96 * (one.value ?? 0)).toFixed(1), height: 8, rx: 2 })),
    measure(valueOf(one, one.value), whyUnknown(one)), intervalOf(one) && h('span', { class: 'muted' }, intervalOf(one))))];
}

/** A grade that nearly all outcomes have says nothing of them. */
const spread = (most) => most && warning(most) && h('p', { class: 'said warn', role: 'status' },
  `One grade holds ${saidOf(most, most.value)} of the outcomes, more than ${saidOf(most, most.baseline)}: grades tell them apart no more.`);

function cells(one) {
  const warned = warning(one);
  return [
    h('span', { class: 'two' }, h('span', { class: 'row wrap' }, nameOf(one), warned && badge(...warned)), meaningOf(one) && h('span', { class: 'muted hide-s' }, meaningOf(one))),
    measure(valueOf(one, one.value), whyUnknown(one), one.provenance), intervalOf(one) !== null ? h('span', { class: 'nowrap' }, intervalOf(one)) : h('span', { class: 'muted' }, 'none'),
    one.baseline === null ? h('span', { class: 'muted' }, 'none') : h('span', { class: 'two' }, saidOf(one, one.baseline), h('span', { class: 'muted' }, one.baselineName)),
    one.report === null ? h('span', { class: 'muted' }, 'none') : h('span', { class: 'soft' }, saidOf(one, one.report)),
    figure(whole(one.count)), h('span', { class: 'muted' }, one.provenance), h('span', { class: 'soft wide why' }, one.window)];
}

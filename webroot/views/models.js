import { h, patch } from '../dom.js';
import { clock, plural, short, whole } from '../words.js';
import { answer, askButton } from './controls.js';
import { badge, command, figure, panel, table, unknown } from './figures.js';
import { aboutCard, evidenceBar, stateBadge } from './model-parts.js';

/** Is the new model better yet? */
const COLUMNS = [{ label: 'Model' }, { label: 'State' }, { label: 'Family', hide: true }, { label: 'Outcomes', num: true }, { label: 'Made', num: true, hide: true },
  { label: 'Served last', num: true, hide: true }, { label: 'Why', hide: true }, { label: 'Action', num: true, quiet: true }];

export const mount = (element) => (state, { now }) => {
  const { models, modelsWhy } = state;
  if (models === null) {
    patch(element, h('div', { class: 'head' }, h('div', null, h('h1', null, modelsWhy === null ? 'Asking for the models' : 'The host does not list its models.'),
      h('p', null, modelsWhy === null ? 'The host tells how each one stands.' : `Asked for them: ${modelsWhy}. The page asks again.`))));
    return;
  }
  const { cards, canary, learned, pinned } = models;
  const champion = cards.find((card) => card.state === 'champion');
  const challenger = cards.find((card) => card.id === canary?.challenger);
  patch(element,
    h('div', { class: 'head' }, h('div', null, h('h1', null, headline(models)), h('p', null, about(models)))),
    modelsWhy !== null && h('p', { class: 'said warn', role: 'status', 'data-key': 'why' }, `This list is not of now: ${modelsWhy}. The page asks again.`),
    learned === 0 && !champion && noneYet(),
    h('div', { class: 'cols c-2-1' },
      h('div', { class: 'stack' }, canary ? gate(canary, now) : noGate(models), champion && cardPanel(champion, now, championActs(state, pinned, champion))),
      h('div', { class: 'stack' }, challenger && cardPanel(challenger, now, promoteAct(state, challenger)), learning(models))),
    cards.length > 0 && panel('All models', 'newest first; the oldest that do not serve are forgotten', table('All models', COLUMNS, cards.map((card) => ({ key: card.id, current: card === champion, cells: cells(state, models, card, now) })))));
};

/** The answer, as a person would say it; pure. */
export function headline({ cards, pinned, canary, probation, stopped }) {
  if (stopped !== null) return 'Nothing is learned any more.';
  if (!cards.some((card) => card.state === 'champion')) return 'No model serves; decisions are heuristic.';
  if (pinned !== null) return 'The champion is pinned.';
  if (probation !== null) return 'The champion is on probation.';
  if (canary === null) return 'One model serves, and nothing challenges it.';
  if (canary.disagreements === 0) return 'The challenger has not differed from the champion yet.';
  if (canary.evidence >= canary.needed) return 'The challenger has won.';
  return canary.evidence > 1 ? 'The challenger leads, but not yet by enough.' : 'The challenger does not lead.';
}

const about = ({ canary, learned, waiting }) => canary === null
  ? [figure(whole(learned)), ` ${plural(learned, 'outcome')} learned, `, figure(whole(waiting)), ` ${plural(waiting, 'waits', 'wait')}.`]
  : ['Evidence ', figure(short(canary.evidence), 'measured', { unit: `of ${short(canary.needed)}` }), ' after ', figure(whole(canary.disagreements)),
    ` closed ${plural(canary.disagreements, 'task')} on which the two differed.`];

/** Nothing learned: what a model needs, and how it begins. */
const noneYet = () => h('section', { class: 'panel', 'data-key': 'first' }, h('div', { class: 'empty' }, h('h2', null, 'From outcomes to the first model'),
  h('p', null, 'A model is fitted from how tasks ended. Until one serves, each decision is heuristic and says so.'),
  h('ol', null,
    step('1. Run an agent.', 'It reports how each slot ended.', "./muster agent run --name a1 --exec 'CMD'"),
    step('2. Submit tasks without a pinned number of agents.', 'A pinned number teaches nothing of the others.', './muster task submit "..."'))));

const step = (what, why, line) => h('li', null, h('span', null, h('b', null, what), ' ', h('span', { class: 'muted' }, why)), command(line));

const noGate = (models) => panel('Gate', null, h('p', { class: 'quiet' }, noGateWords(models)));

/** Why no challenger is compared; pure. */
export function noGateWords({ pinned, probation }) {
  if (pinned !== null) return 'The champion is pinned, so no canary begins until it is unpinned.';
  if (probation === null) return 'No challenger is compared now. One appears when a newly fitted model passes the screens.';
  return `The champion is compared with ${probation.predecessor}, which served before and still plays some of the tasks on which they differ: ${whole(probation.tasks)} of ${whole(probation.needed)} tasks. No canary begins before that ends.`;
}

/** How far the challenger is from serving, and each guard from ending the canary. */
function gate(canary, now) {
  return panel('Gate', `canary ${canary.number}, since ${clock(canary.since, now)}`,
    h('div', { class: 'pad gate' },
      h('h3', { class: 'h3' }, 'Evidence for the challenger'), evidenceBar(canary.evidence, canary.needed, 'promote', ''),
      canary.guards.map((guard) => [h('h3', { class: 'h3' }, `Guard: ${guard.name.replaceAll('_', ' ')}`), evidenceBar(guard.evidence, guard.needed, 'end the canary', 'bad')])),
    h('footer', null, h('span', null, 'Champion ', h('code', null, canary.champion), ', challenger ', h('code', null, canary.challenger), '. Looking often does not change what the evidence means.')));
}

const cardPanel = (card, now, acts) => h('section', { class: 'panel', 'aria-label': card.state, 'data-key': card.id }, h('div', { class: 'card' }, aboutCard(card, now), acts));

const ask = (state, id, label, progress, about, kind = '') => [askButton(state, { id, label, progress, kind, about }), answer(state, id)];

function championActs(state, pinned, champion) {
  return h('div', { class: 'row wrap acts' },
    ask(state, 'model rollback', 'Roll back…', 'Rolling back…', 'Roll back, asks first'),
    pinned !== null ? ask(state, 'model unpin', 'Unpin…', 'Unpinning…', `Unpin ${champion.id}, asks first`) : ask(state, 'model pin', 'Pin…', 'Pinning…', `Pin ${champion.id}, asks first`, 'ghost'));
}

const promoteAct = (state, card) => h('div', { class: 'row wrap acts' }, ask(state, `model promote ${card.id}`, 'Promote…', 'Promoting…', `Promote ${card.id}, asks first`));

function learning({ learned, waiting, quarantined, drifts, recovering, stopped, retrained }) {
  const row = (name, value) => [h('dt', null, name), h('dd', null, value)];
  return panel('Learning', null, h('div', { class: 'pad' }, stopped !== null && h('p', { class: 'said crit', role: 'status' }, `Stopped: ${stopped}.`), h('dl', { class: 'kv' },
    row('Outcomes learned', figure(whole(learned))), row('Not learned yet', figure(whole(waiting))),
    row('Quarantined', [figure(whole(quarantined)), quarantined > 0 && h('span', { class: 'muted' }, ` ${plural(quarantined, 'report')} kept away, with the reason`)]),
    row('Drift', drifts === 0 ? 'no alarm so far' : [figure(whole(drifts)), ` ${plural(drifts, 'alarm')}`, recovering && [' ', badge('recovering', 'warn')]]),
    retrained !== null && row('Last fit beside it', retrained))));
}

function cells(state, models, card, now) {
  return [
    h('code', null, card.id), h('span', { class: 'row' }, stateBadge(card), models.pinned === card.id && badge('pinned', 'line')), card.family,
    figure(whole(Math.round(card.outcomes)), card.provenance), clock(card.created, now), card.served === null ? unknown('it never served') : clock(card.served, now),
    h('span', { class: 'soft wide' }, card.note ?? ''), card.state === 'champion' ? null : h('span', { class: 'end' }, ask(state, `model promote ${card.id}`, 'Promote…', 'Promoting…', `Promote ${card.id}, asks first`, 'ghost'))];
}

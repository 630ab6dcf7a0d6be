import { h, patch } from '../dom.js';
import { clock, odds, plural, resultWord, whole } from '../words.js';
import { figure, panel, quiet, ribbon } from './figures.js';
import { explanation } from './explanation.js';

/** Why this many agents? The latest decisions, and one of them explained. */
const LISTED = 30;

export const mount = (element) => (state, { now, route }) => {
  const decisions = latest(state);
  const chosen = state.decisions.get(route.id) ?? (route.id ? null : decisions[0] ?? null);
  patch(element, h('div', { class: 'head' }, h('div', null, h('h1', null, headline(decisions)), h('p', null, about(state, decisions)))),
    decisions.length === 0 ? h('section', { class: 'panel' }, quiet('A decision is made when a task is admitted; it will stand here with its reasons.'))
      : h('div', { class: `cols c-1-2 ${route.id ? 'opened' : ''}` }, stream(state, decisions, chosen, now),
        h('div', { class: 'stack' }, h('a', { class: 'btn back', href: '#/decisions' }, 'All decisions'),
          chosen ? explanation(state, chosen, now) : panel('Decision', null, quiet('This decision is no longer in the page’s memory of the latest hundred.')))));
};

export const latest = (state) => [...state.decisions.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));

/** The headline of the decisions that the page knows; pure. */
export function headline(decisions) {
  if (decisions.length === 0) return 'Nothing was decided yet.';
  const alone = decisions.filter((decision) => decision.agents === 1).length;
  const of = `of the last ${whole(decisions.length)} ${plural(decisions.length, 'decision')}`;
  if (decisions.length === 1) return `The first task got ${decisions[0].agents === 1 ? 'one agent' : `${decisions[0].agents} agents`}.`;
  return alone === 0 ? `Every one ${of} chose more than one agent.` : `One agent was enough in ${whole(alone)} ${of}.`;
}

function about(state, decisions) {
  const pinned = decisions.filter((decision) => decision.provenance === 'pinned').length;
  const masked = decisions.filter((decision) => decision.mask.length > 0).length;
  return [state.mode === 'FALLBACK' && state.modeReason === 'no_model' ? 'No model serves now: each new one is heuristic, and says so. ' : '',
    figure(whole(pinned)), ' pinned by the submitter, ', figure(whole(masked)), ' limited by a guard rail.'];
}

export const titleOf = (state, decision) => state.tasks.get(decision.taskId)?.title
  ?? state.attempts.get(decision.attemptId)?.title ?? (decision.taskId === null ? 'Advice, no task' : `${decision.taskId.slice(0, 13)}…`);

/** How the attempt of a decision stands: [word, kind]; pure. */
export function standing(state, decision) {
  const attempt = state.attempts.get(decision.attemptId);
  const task = state.tasks.get(decision.taskId);
  if (attempt && attempt.closedAt === null) return ['runs', 'info'];
  if (attempt?.result) return [resultWord(attempt.result), attempt.result === 'failed' ? 'crit' : attempt.result === 'succeeded' ? 'ok' : 'warn'];
  return task && task.attempts <= 1 && task.state === 'SUCCEEDED' ? ['succeeded', 'ok'] : ['', ''];
}

const stream = (state, decisions, chosen, now) => h('div', { class: 'stream' }, panel('Stream', 'newest first',
  h('ol', { class: 'dlist' }, decisions.slice(0, LISTED).map((decision) => {
    const [word, kind] = standing(state, decision);
    const propensity = decision.propensities[decision.agents - 1];
    return h('li', { 'data-key': decision.id }, h('a', { href: `#/decisions/${encodeURIComponent(decision.id)}`, 'aria-current': decision === chosen ? 'true' : null },
      h('time', { datetime: new Date(decision.at).toISOString() }, clock(decision.at, now)),
      h('span', { class: 'clip' }, titleOf(state, decision)), ribbon(decision.agents),
      h('span', { class: 'sub' }, decision.provenance === 'pinned' ? 'pinned by the submitter'
        : propensity === undefined ? '' : h('span', null, 'propensity ', figure(odds(propensity))),
      h('span', { class: `push ${kind === 'ok' || kind === 'info' ? '' : kind}` }, word))));
  })), decisions.length > LISTED && h('footer', null, `${decisions.length - LISTED} older ones are not listed.`)));

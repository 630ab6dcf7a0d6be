import { h } from '../dom.js';
import { vitals, WAITING } from '../store.js';
import { plural, resultWord, span, whole } from '../words.js';
import { figure, icon, panel, quiet, ribbon, spark } from './figures.js';
import { openPredecessors } from './needs.js';

const LISTED = 6;

/** The waiting tasks in the order of their priority, then of their age; pure. */
export const queueOf = (state) => [...state.tasks.values()].filter((task) => WAITING.has(task.state))
  .sort((a, b) => b.priority - a.priority || a.submittedAt - b.submittedAt);

/** How many of them wait for more than a free agent; pure. */
export const heldIn = (state) => queueOf(state).filter((task) => task.held !== null || task.waitsFor !== null || openPredecessors(state, task).length > 0).length;

/** Why a task waits: after a task, parked behind one, held, tried before, or ready; pure. */
export function whyWaits(state, task) {
  const [first, ...others] = openPredecessors(state, task);
  if (first !== undefined) {
    const title = state.tasks.get(first)?.title ?? `${first.slice(0, 13)}…`;
    return { icon: 'link', before: 'after ', name: title, after: others.length > 0 ? ` and ${others.length} more` : '' };
  }
  if (task.waitsFor !== null) {
    const title = state.tasks.get(task.waitsFor)?.title ?? `${task.waitsFor.slice(0, 13)}…`;
    return { icon: 'lines', before: 'parked behind ', name: title, after: '' };
  }
  if (task.held !== null) return { icon: 'hold', before: task.held, name: '', after: '' };
  const ready = task.reason === null ? 'ready, starts with the next free slot' : `ready again after: ${resultWord(task.reason)}`;
  return { icon: task.reason === null ? 'play' : 'retry', before: ready, name: '', after: '' };
}

export const reasonChip = ({ icon: name, before, name: other, after }) =>
  h('span', { class: 'chip' }, icon(name), h('span', { class: 'clip' }, before, other && h('b', null, other), after));

export function queue(state, now) {
  const waiting = queueOf(state);
  const total = vitals(state).waiting;
  if (total === 0) return panel('Queue', null, quiet('Nothing waits.'));
  const more = total - Math.min(waiting.length, LISTED);
  return panel('Queue', [figure(whole(total)), ' waiting'],
    h('ul', null, waiting.slice(0, LISTED).map((task) => row(state, task, now))),
    more > 0 && h('footer', null, h('a', { class: 'link', href: '#/tasks/waiting' }, `${whole(more)} more ${plural(more, 'waits', 'wait')}`)));
}

const row = (state, task, now) => h('li', { class: 'q', 'data-key': task.id },
  h('div', { class: 't' }, h('b', { class: 'clip', title: task.title }, task.title),
    task.agents !== null && h('span', { class: 'push', title: 'number of agents pinned by the submitter' }, ribbon(task.agents, 'pinned'))),
  h('div', { class: 'why' }, reasonChip(whyWaits(state, task)),
    h('span', { class: 'muted nowrap', title: 'waits since it was submitted' }, figure(span(now - task.submittedAt)))));

/** Counts as tiles; the line is what this page saw in the last three minutes. */
export function vitalTiles(state) {
  const v = vitals(state);
  const held = heldIn(state);
  const tile = (name, field, context, bad = false) => h('div', { 'data-key': name }, h('dt', null, name),
    h('dd', { class: 'v0' }, figure(whole(v[field]))),
    h('dd', null, spark(state.samples.map((sample) => sample[field]), bad)), h('dd', { class: 'ctx' }, context));
  return h('dl', { class: 'vitals', 'data-key': 'vitals', 'aria-label': 'Counts; lines show the last three minutes as this page saw them' },
    tile('Agents at work', 'busy', `of ${v.agents - v.offline} connected${v.offline > 0 ? `, ${v.offline} offline` : ''}`),
    tile('Tasks running', 'running', 'admitted or claimed'),
    tile('Tasks waiting', 'waiting', held > 0 ? `${whole(held)} held for a reason` : 'none held'),
    tile('Succeeded', 'succeeded', `of ${whole(v.ended)} ended`),
    tile('Failed', 'failed', v.dead > 0 ? `${whole(v.dead)} of them dead` : 'none dead', v.failed > 0),
    tile('Ended otherwise', 'other', `${whole(v.unknown)} unknown, ${whole(v.cancelled)} cancelled`));
}

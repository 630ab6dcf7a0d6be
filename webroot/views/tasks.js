import { h, patch } from '../dom.js';
import { ENDED, RUNNING, vitals, WAITING } from '../store.js';
import { clock, plural, resultWord, whole } from '../words.js';
import { badge, figure, quiet, ribbon, table, unknown } from './figures.js';
import { reasonChip, whyWaits } from './queue.js';

/** Every task that the page remembers, newest first. */
const LISTED = 60;
const FAILED = new Set(['FAILED', 'DEAD']);
const FILTERS = {
  all: ['All', () => true], waiting: ['Waiting', (task) => WAITING.has(task.state)],
  running: ['Running', (task) => RUNNING.has(task.state)], ended: ['Ended', (task) => ENDED.has(task.state)],
  failed: ['Failed', (task) => FAILED.has(task.state)],
};
const KINDS = { RUNNING: 'info', LEASED: 'info', FAILED: 'crit', DEAD: 'crit', UNKNOWN: 'warn' };
const COLUMNS = [{ label: 'Task' }, { label: 'State' }, { label: 'Why' }, { label: 'Agents', num: true },
  { label: 'Attempts', num: true }, { label: 'Parts', num: true }, { label: 'Source', hide: true }, { label: 'Submitted', num: true }];

export const mount = (element) => (state, { now, route }) => {
  const filter = Object.hasOwn(FILTERS, route.id ?? '') ? route.id : 'all';
  const chosen = [...state.tasks.values()].filter(FILTERS[filter][1]).sort((a, b) => b.submittedAt - a.submittedAt || (a.id < b.id ? 1 : -1));
  patch(element, h('div', { class: 'head' }, h('div', null, h('h1', null, headline(state)), h('p', null, about(state))),
    h('div', { class: 'push' }, h('span', { class: 'seg', role: 'group', 'aria-label': 'Show' }, Object.entries(FILTERS).map(([name, [label]]) =>
      h('a', { href: name === 'all' ? '#/tasks' : `#/tasks/${name}`, 'aria-current': name === filter ? 'true' : null }, label))))),
  h('section', { class: 'panel', 'aria-label': 'Tasks' },
    chosen.length === 0 ? quiet(state.tasks.size === 0 ? 'No task was submitted yet: ./muster task submit "..."' : 'No task is in this state.')
      : table('Tasks', COLUMNS, chosen.slice(0, LISTED).map((task) => ({ key: task.id, cells: cells(state, task, now) }))),
    chosen.length > LISTED && h('footer', null, `${whole(chosen.length - LISTED)} older ${plural(chosen.length - LISTED, 'one is', 'ones are')} not listed.`)));
};

function headline(state) {
  const { waiting, running, ended } = vitals(state);
  const total = waiting + running + ended;
  return total === 0 ? 'No tasks yet.' : `${whole(ended)} of ${whole(total)} tasks have ended.`;
}

function about(state) {
  const v = vitals(state);
  const n = (value) => figure(whole(value));
  return [n(v.running), ` ${plural(v.running, 'runs', 'run')}, `, n(v.waiting), ` ${plural(v.waiting, 'waits', 'wait')}. The page keeps the latest `, n(state.tasks.size), '.'];
}

/** How many agents worked on it last, from its latest attempt or decision that the page knows; pure. */
export function agentsOf(state, task) {
  if (WAITING.has(task.state)) return null;
  const own = (rows) => [...rows.values()].filter((each) => each.taskId === task.id);
  const attempt = own(state.attempts).sort((a, b) => b.number - a.number)[0];
  if (attempt) return attempt.slots.length;
  return own(state.decisions).sort((a, b) => b.at - a.at)[0]?.agents ?? null;
}

function cells(state, task, now) {
  const n = agentsOf(state, task);
  const agents = n !== null ? ribbon(n) : task.agents !== null ? ribbon(task.agents, 'pinned')
    : WAITING.has(task.state) ? h('span', { class: 'muted nowrap' }, 'not decided') : unknown('it ended before this page was opened');
  const told = ENDED.has(task.state) && task.state !== 'SUCCEEDED' && task.reason !== null;
  const why = WAITING.has(task.state) ? reasonChip(whyWaits(state, task)) : told ? h('span', { class: 'soft' }, resultWord(task.reason)) : '';
  return [h('span', { class: 'clip wide', title: task.title }, task.title), badge(task.state.toLowerCase(), KINDS[task.state] ?? ''), why,
    agents, figure(task.attempts), task.parts === null ? h('span', { class: 'muted nowrap' }, 'not given') : figure(task.parts),
    h('span', { class: 'muted' }, task.source), h('span', { class: 'muted nowrap' }, clock(task.submittedAt, now, true))];
}

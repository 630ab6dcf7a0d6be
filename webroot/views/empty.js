import { h, s } from '../dom.js';
import { command } from './figures.js';

/** The views of nothing: no work yet, no picture yet, no session. */
export const isEmpty = (state) => state.agents.size === 0 && state.tasks.size === 0;

export const empty = () => [
  h('div', { class: 'head' }, h('div', null, h('h1', null, 'No agents and no tasks yet.'),
    h('p', null, 'The host runs and waits. Connect an agent and give it a task; both appear here at once.'))),
  h('section', { class: 'panel', 'data-key': 'start' }, h('div', { class: 'empty' },
    h('h2', null, 'From here to the first finished task'),
    h('ol', null,
      step('1. Run an agent.', 'CMD is any command: it gets the task as JSON on its input.', "./muster agent run --name a1 --exec 'CMD'"),
      step('2. Submit a task.', 'The host decides how many agents work on it, and says why.', './muster task submit "..."')),
    h('p', null, 'No agent at hand? ', h('code', null, './muster demo'), ' works through a real git history.'))),
];

const step = (what, why, line) =>
  h('li', null, h('span', null, h('b', null, what), ' ', h('span', { class: 'muted' }, why)), command(line));

/** Frame and labels at once, bones only where figures come. */
export function loading() {
  const bone = (width, height) => s('svg', { width, height, 'aria-hidden': 'true' }, s('rect', { class: 'bone', width: '100%', height: '100%', rx: 4 }));
  const row = () => h('p', { class: 'bonerow' }, bone('72', '14'), bone('70%', '22'));
  return [
    h('div', { class: 'head' }, h('div', null, h('h1', null, 'Reading the first picture'), h('p', null, 'The host sends the whole state, then every change.'))),
    h('div', { class: 'cols c-2-1 bones' },
      h('section', { class: 'panel' }, h('header', null, h('h2', null, 'Slots')), row(), row(), row(), row()),
      h('section', { class: 'panel' }, h('header', null, h('h2', null, 'Queue')), row(), row(), row())),
  ];
}

/** The one page without a session. */
export const noSession = () => [
  h('div', { class: 'head' }, h('div', null, h('h1', null, 'This page needs a new link.'),
    h('p', null, 'A link opens one tab, once, and within a minute. The host accepts no other way in.'))),
  h('section', { class: 'panel' }, h('div', { class: 'empty' },
    h('h2', null, 'Open the page from a terminal on this machine'),
    h('ol', null, step('Run this where Muster is.', 'It prints a fresh link and opens it.', './muster open')))),
];

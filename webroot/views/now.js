import { h, patch } from '../dom.js';
import { vitals } from '../store.js';
import { plural, whole } from '../words.js';
import { empty, isEmpty } from './empty.js';
import { figure } from './figures.js';
import { modePanel } from './mode.js';
import { headline, needRows, needs } from './needs.js';
import { heldIn, queue, vitalTiles } from './queue.js';
import { timeline } from './timeline.js';

/** What needs me, and is the fleet moving? */
export const mount = (element) => (state, { now }) => {
  if (isEmpty(state)) {
    patch(element, empty(), h('div', { class: 'cols c-2-1', 'data-key': 'work' }, timeline(state, now), queue(state, now)));
    return;
  }
  const urgent = needs(state, now);
  patch(element,
    h('div', { class: 'head' }, h('div', null, h('h1', null, headline(urgent.length)), h('p', null, summary(state)))),
    needRows(state, urgent),
    h('div', { class: 'cols c-2-1', 'data-key': 'work' }, timeline(state, now), queue(state, now)),
    vitalTiles(state), modePanel(state));
};

function summary(state) {
  const v = vitals(state);
  const held = heldIn(state);
  const n = (value) => figure(whole(value));
  const here = v.agents - v.offline;
  const sessions = v.sessions === 0 ? '' : [n(v.sessions), ` ${plural(v.sessions, 'session is', 'sessions are')} open. `];
  const work = here === 0 ? [v.sessions > 0 ? '' : 'No agent is connected. ']
    : v.busy === 0 ? [n(here), ` ${plural(here, 'agent is', 'agents are')} connected and free. `]
      : [n(v.busy), ' of ', n(here), ` agents ${plural(v.busy, 'works', 'work')}, `, n(v.running), ` ${plural(v.running, 'task runs', 'tasks run')}. `];
  const wait = v.waiting === 0 ? ['Nothing waits. '] : [n(v.waiting), ` ${plural(v.waiting, 'waits', 'wait')}`, held === 0 ? '. ' : held === v.waiting ? ', held for a reason. ' : [', ', n(held), ' of them held for a reason. ']];
  return [...sessions, ...work, ...wait, n(v.succeeded), ' succeeded', v.failed > 0 ? [', ', n(v.failed), ' failed.'] : '.'];
}

import { h } from '../dom.js';
import { short } from '../words.js';
import { command } from './figures.js';

/** The view of plugins while there is nothing to list, and how it says microseconds. */

/** A measured time as [figure, unit]: 14 µs, 2.5 ms, 1.2 s; null stays unknown. */
export function micros(us) {
  if (us === null) return null;
  if (us < 1000) return [short(us), 'µs'];
  return us < 1e6 ? [short(us / 1000), 'ms'] : [short(us / 1e6), 's'];
}

/** Not asked yet, or the host does not say. */
export const unread = (why) => h('div', { class: 'head' }, h('div', null, h('h1', null, why === null ? 'Asking for the plugins' : 'The host does not list its plugins.'),
  h('p', null, why === null ? 'The host tells how each one stands.' : `Asked for them: ${why}. The page asks again.`)));

/** No plugin: what one is and how to begin. */
export const noneYet = () => [
  h('div', { class: 'head' }, h('div', null, h('h1', null, 'No plugin is here.'),
    h('p', null, 'A plugin is asked before tasks and edits, may refuse them or lower the number of agents, and is told how they ended.'))),
  h('section', { class: 'panel', 'data-key': 'first' }, h('div', { class: 'empty' }, h('h2', null, 'Write the first one'),
    h('ol', null,
      step('1. Begin with one that works.', 'Also of kind executable (any language) or wasm.', './muster plugin new my-plugin --kind jar'),
      step('2. Build it and see what it answers.', 'It is called with recorded inputs, outside the host.', './muster plugin build my-plugin && ./muster plugin test my-plugin'),
      step('3. Drop it in.', 'The drop-in folder is plugins in the data folder, or what up --plugins named.', 'cp my-plugin/target/my-plugin.jar ~/.muster/plugins/'),
      step('4. Allow its digest.', 'Until then nothing of it runs. It serves within two seconds.', './muster plugin lock my-plugin')),
    h('p', { class: 'muted' }, h('code', null, 'plugins/README.md'), ' has all phases and rules.'))),
];

const step = (what, why, line) => h('li', null, h('span', null, h('b', null, what), ' ', h('span', { class: 'muted' }, why)), command(line));

import { intentOf, waitsByLease } from '../contention.js';
import { h, patch } from '../dom.js';
import { clock, plural } from '../words.js';
import { answer, commandButton } from './controls.js';
import { modeQuestion } from './mode.js';
import { modelQuestion } from './model-parts.js';

/** The question before a lease is taken, a plugin switched off, a model switched or a mode ordered: what happens to whom, with the safe button first. */
export function mount(dialog, closed) {
  dialog.addEventListener('close', closed);
  return (state, { now }) => {
    const lease = state.leases.get(state.asked);
    const plugin = state.plugins?.get(state.asked);
    const model = modelQuestion(state.models, state.asked) ?? modeQuestion(state.asked);
    if (!lease && !model && (!plugin || plugin.state === 'disabled')) {
      if (dialog.open) close(dialog);
      return;
    }
    patch(dialog, lease ? question(state, lease, now) : model ? switching(state, model) : pluginQuestion(state, plugin));
    if (!dialog.open) dialog.showModal();
  };
}

/** Focus returns to the button that asked; when its row has gone too, to the view. */
function close(dialog) {
  dialog.close();
  patch(dialog);
  if (document.activeElement === document.body) document.getElementById('main').focus();
}

/** What happens to whom, in three lines; pure. */
export function consequences(lease, waiting) {
  const names = waiting.map((wait) => wait.agent);
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return [
    `${lease.agent} is told at its next call, and needs a new lease before it edits this file again.`,
    `Fence ${lease.fence} ends: once another agent has the file, what ${lease.agent} lands of it is refused as stale.`,
    names.length === 0 ? 'Nobody waits for it now.' : `${list} ${plural(names.length, 'waits', 'wait')} for it and may ask again at once.`,
  ];
}

function question(state, lease, now) {
  const waiting = waitsByLease(state, now).get(lease.id) ?? [];
  const intent = intentOf(state, lease);
  return h('div', { class: 'card ask', 'data-key': lease.id },
    h('h2', { id: 'ask-title' }, 'Release ', h('code', null, lease.file.path), '?'),
    h('p', { class: 'soft' }, h('b', { class: 'strong' }, lease.agent), ` has held it since ${clock(lease.grantedAt, now)}`,
      intent === null ? '. ' : ` with intent “${intent}”. `,
      lease.edits === 0 ? 'It has not edited the file yet.' : `Its ${lease.edits} ${plural(lease.edits, 'edit')} may not be committed.`),
    h('ul', { class: 'conseq' }, consequences(lease, waiting).map((line) => h('li', null, line))),
    h('div', { class: 'row end' }, answer(state, lease.id),
      h('button', { class: 'btn', type: 'button', 'data-close': true, autofocus: true }, 'Keep it'),
      commandButton(state, { act: 'release', id: lease.id, label: 'Release lease', progress: 'Releasing…', kind: 'danger' })));
}

/** What is different without the plugin, in three lines; pure. */
export const without = ({ id, phases, denies, vetoes }) => [
  `${phases.join(', ')}: ${id} is not asked there any more, from the next call on.`,
  denies ? `It denies on failure; switched off it denies nothing, ${vetoes === 0 ? 'and it has refused nothing yet' : `and what it refused (${vetoes} so far) goes on`}.`
    : vetoes === 0 ? 'It has refused nothing since the host started.' : `What it refused (${vetoes} so far) goes on.`,
  'Calls that run end first. It stays off for later versions too, until you enable it.',
];

const pluginQuestion = (state, plugin) => h('div', { class: 'card ask', 'data-key': plugin.id },
  h('h2', { id: 'ask-title' }, 'Disable ', h('code', null, plugin.id), '?'),
  h('ul', { class: 'conseq' }, without(plugin).map((line) => h('li', null, line))),
  h('div', { class: 'row end' }, answer(state, plugin.id),
    h('button', { class: 'btn', type: 'button', 'data-close': true, autofocus: true }, 'Keep it'),
    commandButton(state, { act: 'disable', id: plugin.id, label: 'Disable plugin', progress: 'Disabling…', kind: 'danger' })));

const switching = (state, { title: [verb, id, mark], lines, button, progress }) => h('div', { class: 'card ask', 'data-key': state.asked },
  h('h2', { id: 'ask-title' }, verb, h('code', null, id), mark),
  h('ul', { class: 'conseq' }, lines.map((line) => h('li', null, line))),
  h('div', { class: 'row end' }, answer(state, state.asked),
    h('button', { class: 'btn', type: 'button', 'data-close': true, autofocus: true }, 'Leave it'),
    commandButton(state, { act: state.asked.split(' ')[0], id: state.asked, label: button, progress, kind: 'danger' })));

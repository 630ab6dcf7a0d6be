import { waitsByLease } from '../contention.js';
import { h, patch } from '../dom.js';
import { clock, plural } from '../words.js';
import { answer, commandButton } from './controls.js';

/** The question before a lease is taken from its holder: what happens to whom, with the safe button first. */
export function mount(dialog, closed) {
  dialog.addEventListener('close', closed);
  return (state, { now }) => {
    const lease = state.leases.get(state.asked);
    if (!lease) {
      if (dialog.open) close(dialog);
      return;
    }
    patch(dialog, question(state, lease, now));
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
  return h('div', { class: 'card ask', 'data-key': lease.id },
    h('h2', { id: 'ask-title' }, 'Release ', h('code', null, lease.file.path), '?'),
    h('p', { class: 'soft' }, h('b', { class: 'strong' }, lease.agent), ` has held it since ${clock(lease.grantedAt, now)}`,
      lease.intent === null ? '. ' : ` with intent “${lease.intent}”. `,
      lease.edits === 0 ? 'It has not edited the file yet.' : `Its ${lease.edits} ${plural(lease.edits, 'edit')} may not be committed.`),
    h('ul', { class: 'conseq' }, consequences(lease, waiting).map((line) => h('li', null, line))),
    h('div', { class: 'row end' }, answer(state, lease.id),
      h('button', { class: 'btn', type: 'button', 'data-close': true, autofocus: true }, 'Keep it'),
      commandButton(state, { act: 'release', id: lease.id, label: 'Release lease', progress: 'Releasing…', kind: 'danger' })));
}

import { h } from '../dom.js';

/** Buttons that tell the host something. input.js listens for data-act and data-ask. */

const live = (state) => state.connection.state === 'live';

/** Sends the command at once; it shows its own progress and waits while the host is away. */
export function commandButton(state, { act, id, label, progress, kind = '', autofocus = false }) {
  const sent = state.commands.get(id)?.state === 'sent';
  return h('button', { class: `btn ${kind}`, type: 'button', 'data-act': act, 'data-id': id, autofocus,
    'aria-disabled': sent || !live(state) ? 'true' : null, 'aria-busy': sent ? 'true' : null }, sent ? progress : label);
}

/** Opens the question before a dangerous command. */
export function askButton(state, { id, label, progress, kind, about }) {
  const sent = state.commands.get(id)?.state === 'sent';
  return h('button', { class: `btn ${kind}`, type: 'button', 'data-ask': id, 'aria-haspopup': 'dialog',
    'aria-disabled': sent || !live(state) ? 'true' : null, 'aria-label': sent ? null : about }, sent ? progress : label);
}

/** Why the host did not do it, or does not show it; null when there is nothing to say. */
export function answer(state, id) {
  const command = state.commands.get(id);
  return command && command.text !== null ? h('span', { class: command.state === 'refused' ? 'said crit' : 'said warn', role: 'status' }, command.text) : null;
}

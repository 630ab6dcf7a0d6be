import { h } from '../dom.js';
import { answer, askButton, commandButton } from './controls.js';
import { panel } from './figures.js';

/** Modes that an operator orders, what each does, and the question before it. */
const AUTO = 'mode auto';
const ORDERS = {
  FALLBACK: ['Fall back', ['From the next task on the heuristic curve decides, and each decision says so.', 'Models go on learning; none is promoted by what the curve decides alone.']],
  EMERGENCY: ['Emergency', ['Each task that starts gets one agent, also a pinned one.', 'What runs with more agents goes on to its end.', 'The host gives back memory that it keeps only to be quicker.']],
  MAINTENANCE: ['Maintenance', ['No task starts. What was claimed goes on to its end; what was only bound waits.', 'Leases and hooks answer as before.', 'When the last slot has ended, models are fitted.']],
};

/** What to ask before an order; null when something else is asked. Pure. */
export function modeQuestion(asked) {
  const name = asked?.startsWith('mode ') ? asked.slice(5) : null;
  if (!Object.hasOwn(ORDERS, name)) return null;
  const [label, lines] = ORDERS[name];
  return { title: ['Order ', name.toLowerCase(), '?'], lines: [...lines, 'It ends by itself after the time in modes.order_for_min, or when you leave it to the host again.'], button: label, progress: 'Ordering…' };
}

/** The orders that may follow. */
export function modePanel(state) {
  if (state.mode === null) return null;
  const others = Object.keys(ORDERS).filter((name) => name !== state.mode);
  const button = (name) => askButton(state, { id: `mode ${name}`, label: `${ORDERS[name][0]}…`, progress: 'Ordering…', kind: 'ghost', about: `Order ${name.toLowerCase()}, asks first` });
  return panel('Mode', 'for a while, or until you leave it to the host', h('div', { class: 'pad row' },
    state.modeReason === 'ordered' && commandButton(state, { act: 'mode', id: AUTO, label: 'Leave it to the host', progress: 'Leaving…' }),
    others.map(button), answer(state, AUTO)));
}

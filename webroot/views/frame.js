import { waits } from '../contention.js';
import { h, patch } from '../dom.js';
import { span } from '../words.js';
import { icon } from './figures.js';
import { needs } from './needs.js';
import { waiting } from './plugins.js';

/** Rail, bar and banner: where am I, in which mode is the host, is what I see fresh? */
const VIEWS = [['now', 'Now'], ['tasks', 'Tasks'], ['agents', 'Agents'], ['decisions', 'Decisions'], ['contention', 'Contention'],
  ['figures', 'Accuracy and cost', 'Accuracy'], ['models', 'Models'], ['plugins', 'Plugins']];
const LOST_BANNER_MS = 3000;
const MODES = { PRODUCTION: 'Production', FALLBACK: 'Fallback', EMERGENCY: 'Emergency', MAINTENANCE: 'Maintenance' };
const EXPLAINED = { no_model: 'no model serves, so every decision is heuristic', memory: 'memory is short', ordered: 'an operator ordered it',
  window: 'the configuration plans it now', model: 'a model decides' };

/** The view, the id and the query that an address names, #/decisions/decision_1 or #/contention?file=a.js; pure. */
export function routeOf(hash) {
  const [path, query] = hash.split(/\?(.*)/s);
  const [, view, id] = path.split('/');
  const known = VIEWS.some(([name]) => name === view);
  const route = { view: known ? view : 'now', id: null, query: known ? Object.fromEntries(new URLSearchParams(query ?? '')) : {} };
  try {
    return { ...route, id: known && id ? decodeURIComponent(id) : null };
  } catch {
    return route;
  }
}

export const mount = ({ nav, tabs, top, banner, main }) => (state, { now, wall, route }) => {
  const urgent = state.known ? needs(state, now) : [];
  const counts = { now: [urgent.length, urgent[0]?.severity, ' need attention'], contention: [waits(state, now).length, 'warn', ' denied now'], plugins: asking(state) };
  patch(nav, links(route, counts, false));
  patch(tabs, links(route, counts, true));
  patch(top, bar(state, route));
  patch(banner, lostBanner(state, wall));
  main.classList.toggle('stale', state.connection.state === 'lost' && state.known);
  document.title = `${urgent.length > 0 ? `(${urgent.length}) ` : ''}${titleOf(route)} · Muster`;
};

const asking = ({ plugins }) => {
  const rows = plugins === null ? [] : waiting([...plugins.values()]);
  return [rows.length, rows[0]?.severity, ' need attention'];
};

const titleOf = (route) => VIEWS.find(([name]) => name === route.view)[1];

const links = (route, counts, narrow) => VIEWS.map(([name, label, less = label]) => h('li', null,
  h('a', { href: `#/${name}`, 'aria-current': name === route.view ? 'page' : null, 'aria-keyshortcuts': `g ${name[0]}` },
    icon(name), h('span', null, narrow ? less : label), counts[name] && count(...counts[name]))));

const count = (n, kind, what) => n > 0 && h('span', { class: `count ${kind}` }, n, h('span', { class: 'vh' }, what));

const bar = (state, route) => [
  h('span', { class: 'crumb' }, titleOf(route)), state.swarm && h('span', { class: 'muted hide-s clip' }, state.swarm),
  mode(state), h('span', { class: 'live', role: 'status', 'data-state': state.connection.state },
    h('span', { class: `dot ${state.connection.state === 'live' ? 'ok' : state.connection.state === 'lost' ? 'warn' : 'none'}` }), connectionWord(state.connection)),
];

function mode({ mode: name, modeReason }) {
  if (name === null) return h('span', { class: 'mode', 'data-mode': 'unknown' }, 'Mode unknown');
  const known = Object.hasOwn(MODES, name);
  const why = modeReason === null ? '' : `: ${EXPLAINED[modeReason] ?? modeReason}`;
  return h('span', { class: 'mode', 'data-mode': known ? name.toLowerCase() : 'unknown', title: `${name}${why}` },
    known ? MODES[name] : name, modeReason !== null && h('code', null, modeReason));
}

const connectionWord = ({ state, tries }) =>
  state === 'live' ? 'Live' : state === 'refused' ? 'No session' : state === 'lost' ? `Reconnecting, try ${tries}` : 'Connecting';

function lostBanner({ connection, known }, wall) {
  if (connection.state !== 'lost' || wall - connection.lostAt < LOST_BANNER_MS) return null;
  const next = Math.max(0, Math.ceil((connection.nextAt - wall) / 1000));
  return h('div', { class: 'banner' }, icon('tri'),
    h('p', null, h('b', null, known ? `This picture is ${span(wall - connection.lostAt)} old. ` : 'The host does not answer. '),
      'Agents go on with what they have; the page tries again ', next > 0 ? `in ${next} s.` : 'now.'),
    h('button', { class: 'btn', type: 'button', 'data-retry': true }, 'Try now'));
}

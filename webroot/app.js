import { openCommands } from './command.js';
import { patch } from './dom.js';
import { openFeed } from './feed.js';
import { openLists, wants } from './host-lists.js';
import { listen } from './input.js';
import { endSession, openSession, tokenOf } from './session.js';
import { initial, reduce } from './store.js';
import { mount as mountAsk } from './views/ask.js';
import { loading, noSession } from './views/empty.js';
import { mount as mountFrame, routeOf } from './views/frame.js';
import { mountViews } from './views/index.js';

/** Wiring only: feed → reduce → views, one frame per burst, none while the tab is hidden. */
const BURST_MS = 200;
const [nav, tabs, top, banner, main, dialog] = ['nav', 'tabs', 'top', 'banner', 'main', 'ask'].map((id) => document.getElementById(id));
const [frame, views] = [mountFrame({ nav, tabs, top, banner, main }), mountViews(main)];
const question = mountAsk(dialog, () => fold({ type: 'Asked', id: null }, render));
const way = { token: () => tokenOf(sessionStorage), tell: (message) => fold(message), fetch: fetch.bind(globalThis) };
const commands = openCommands(way);
let [state, feed, waiting] = [initial, null, false];

function render() {
  waiting = false;
  const wall = Date.now();
  const context = { wall, now: state.connection.lostAt ?? wall, route: routeOf(location.hash) };
  frame(state, context);
  if (state.connection.state === 'refused') patch(main, noSession());
  else if (!state.known) patch(main, loading());
  else views[context.route.view](state, context);
  question(state, context);
}

function schedule() {
  if (waiting || document.hidden) return;
  waiting = true;
  setTimeout(() => requestAnimationFrame(render), BURST_MS);
}

function fold(message, then = schedule) {
  state = reduce(state, message);
  then();
}

function refuse() {
  endSession(sessionStorage);
  state = reduce(initial, { type: 'ConnectionChanged', connection: { ...initial.connection, state: 'refused' } });
  schedule();
}

listen({ main, retry: () => feed?.retry(), act: (name, id) => commands[name](id), ask: (id) => fold({ type: 'Asked', id }, render), views: Object.keys(views) });
addEventListener('hashchange', () => (location.hash.startsWith('#code=') ? location.reload() : (render(), lookNow())));
addEventListener('online', () => feed?.retry());
document.addEventListener('visibilitychange', schedule);
const lookNow = openLists(way, (name) => !document.hidden && wants(state, routeOf(location.hash), name));
setInterval(() => fold({ type: 'TimePassed', at: Date.now() }), 1000);
render();

const token = await openSession({ location, history, storage: sessionStorage, fetch: way.fetch }).catch(() => null);
if (token === null) refuse();
else feed = openFeed({ url: '/api/v1/events', token, onMessage: fold, onRefused: refuse, fetch: way.fetch });

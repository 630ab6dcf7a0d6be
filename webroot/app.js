import { patch } from './dom.js';
import { openFeed } from './feed.js';
import { listen } from './input.js';
import { endSession, openSession } from './session.js';
import { initial, reduce } from './store.js';
import { mount as agents } from './views/agents.js';
import { mount as decisions } from './views/decisions.js';
import { loading, noSession } from './views/empty.js';
import { mount as mountFrame, routeOf } from './views/frame.js';
import { mount as now } from './views/now.js';
import { mount as tasks } from './views/tasks.js';

/** Wiring only: feed → reduce → views, one frame per burst, none while the tab is hidden. */
const BURST_MS = 200;
const [nav, tabs, top, banner, main] = ['nav', 'tabs', 'top', 'banner', 'main'].map((id) => document.getElementById(id));
const frame = mountFrame({ nav, tabs, top, banner, main });
const views = { now: now(main), tasks: tasks(main), agents: agents(main), decisions: decisions(main) };
let state = initial;
let feed = null;
let waiting = false;

function render() {
  waiting = false;
  const wall = Date.now();
  const context = { wall, now: state.connection.lostAt ?? wall, route: routeOf(location.hash) };
  frame(state, context);
  if (state.connection.state === 'refused') patch(main, noSession());
  else if (!state.known) patch(main, loading());
  else views[context.route.view](state, context);
}

function schedule() {
  if (waiting || document.hidden) return;
  waiting = true;
  setTimeout(() => requestAnimationFrame(render), BURST_MS);
}

function fold(message) {
  state = reduce(state, message);
  schedule();
}

function refuse() {
  endSession(sessionStorage);
  state = reduce(initial, { type: 'ConnectionChanged', connection: { ...initial.connection, state: 'refused' } });
  schedule();
}

listen({ main, retry: () => feed?.retry(), views: Object.keys(views) });
addEventListener('hashchange', () => (location.hash.startsWith('#code=') ? location.reload() : render()));
addEventListener('online', () => feed?.retry());
document.addEventListener('visibilitychange', schedule);
setInterval(() => fold({ type: 'TimePassed', at: Date.now() }), 1000);
render();

const web = fetch.bind(globalThis);
const token = await openSession({ location, history, storage: sessionStorage, fetch: web }).catch(() => null);
if (token === null) refuse();
else feed = openFeed({ url: '/api/v1/events', token, onMessage: fold, onRefused: refuse, fetch: web });

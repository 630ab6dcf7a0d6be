import { readFigures, readModels } from './contract-models.js';
import { readPlugins } from './contract-plugins.js';

/**
 * Lists that are asked for while somebody looks at them: what they count changes with every call and
 * is no event. One request at a time; a failure is told once and asked again at the next beat.
 */
export const LOOK_MS = 2000;
const ANSWER_MS = 5000;

/** Whether each is wanted, of whom it is asked, how long its answer is good, and what it tells. */
export const LISTS = {
  plugins: { path: '/api/v1/plugins', restMs: 0, tell: (answer) => ({ type: 'PluginsListed', plugins: readPlugins(answer) }), fail: (why) => ({ type: 'PluginsUnlisted', why }) },
  models: { path: '/api/v1/models', restMs: 4000, tell: (answer) => ({ type: 'ModelsListed', models: readModels(answer) }), fail: (why) => ({ type: 'ModelsUnlisted', why }) },
  figures: { path: '/api/v1/figures', restMs: 10_000, tell: (answer) => ({ type: 'FiguresListed', figures: readFigures(answer) }), fail: (why) => ({ type: 'FiguresUnlisted', why }) },
};

/** While its view is open; plugins also once after each picture, for what waits for a person. */
export const wants = (state, route, name) => state.connection.state === 'live'
  && (route.view === name || (name === 'plugins' && state.pluginsOf !== state.pictureSeq));

/**
 * Asks for one list at each beat while it is wanted; the answer is its function that asks now.
 * @param {{token: Function, tell: Function, fetch: Function, wanted: Function, every: Function, clock: Function}} on every = setInterval
 */
export function openList(list, { token, tell, fetch, wanted, every = setInterval, clock = Date.now }) {
  let asking = false;
  let restsUntil = 0;

  async function ask() {
    const response = await fetch(list.path, {
      cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS), headers: { Accept: 'application/json', Authorization: `Bearer ${token()}` },
    });
    if (!response.ok) throw new Error(`the host answered ${response.status}`);
    return list.tell(await response.json());
  }

  async function look() {
    if (!wanted()) restsUntil = 0;
    else if (!asking && clock() >= restsUntil) {
      asking = true;
      try {
        tell(await ask());
      } catch (failure) {
        tell(list.fail(failure.message));
      } finally {
        asking = false;
        restsUntil = clock() + list.restMs;
      }
    }
  }

  every(look, LOOK_MS);
  return look;
}

/** Opens all of them; the answer asks at once for those that a view just opened wants. */
export function openLists(way, wanted) {
  const looks = Object.entries(LISTS).map(([name, list]) => openList(list, { ...way, wanted: () => wanted(name) }));
  return () => looks.forEach((look) => look());
}

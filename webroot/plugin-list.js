import { readPlugins } from './contract-plugins.js';

/**
 * The list of plugins, asked for while somebody looks at it: counts and times change with every call
 * and are no events. One request at a time; a failure is told once and asked again at the next beat.
 */
export const LOOK_MS = 2000;
const ANSWER_MS = 5000;

/** Once after each picture, for what waits for a person; then while the view is open. */
export const wantsPlugins = (state, route) => state.connection.state === 'live' && (state.pluginsOf !== state.pictureSeq || route.view === 'plugins');

/** @param {{token: Function, tell: Function, fetch: Function, wanted: Function, every: Function}} on every = setInterval */
export function openPluginList({ token, tell, fetch, wanted, every = setInterval }) {
  let asking = false;

  async function ask() {
    const response = await fetch('/api/v1/plugins', {
      cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS), headers: { Accept: 'application/json', Authorization: `Bearer ${token()}` },
    });
    if (!response.ok) throw new Error(`the host answered ${response.status}`);
    return readPlugins(await response.json());
  }

  async function look() {
    if (asking || !wanted()) return;
    asking = true;
    try {
      tell({ type: 'PluginsListed', plugins: await ask() });
    } catch (failure) {
      tell({ type: 'PluginsUnlisted', why: failure.message });
    } finally {
      asking = false;
    }
  }

  every(look, LOOK_MS);
}

import { flag, list, number, object, optional, shape, text, time, whole } from './readers.js';

/**
 * The wire's third part: hook plugins as they stand. contract.js reads their events, readPlugins the
 * answer of the list.
 *
 * @typedef {{phase: string, calls: number, failures: number, vetoes: number, p50: ?number, p99: ?number}} PluginPhase
 *   microseconds of whole calls as the host waited for them
 * @typedef {{id: string, version: ?string, kind: ?string, state: string, reason: ?string, phases: string[],
 *   order: number, denies: boolean, bundled: boolean, calls: number, failures: number, vetoes: number,
 *   p50: ?number, p99: ?number, sha256: ?string, pending: ?string, leakedThreads: number, since: number,
 *   byPhase: PluginPhase[]}} Plugin `pending` = digest of a newer version that waits for its line in the lock
 */
const times = { p50: ['p50_us', optional(number)], p99: ['p99_us', optional(number)] };
const counts = { calls: ['calls', whole], failures: ['failures', whole], vetoes: ['vetoes', whole] };

export const plugin = shape({
  id: ['id', text], version: ['version', optional(text)], kind: ['kind', optional(text)], state: ['state', text],
  reason: ['reason', optional(text)], phases: ['phases', list(text)], order: ['order', whole],
  denies: ['denies', flag], bundled: ['bundled', flag], ...counts, ...times,
  sha256: ['sha256', optional(text)], pending: ['pending', optional(text)],
  leakedThreads: ['leaked_threads', whole], since: ['since', time],
  byPhase: ['by_phase', list(shape({ phase: ['phase', text], ...counts, ...times }))],
});

/** The plugins of the host's answer, in the order they run. */
export const readPlugins = (answer) => list(plugin)(object(answer, 'answer').plugins, 'answer.plugins');

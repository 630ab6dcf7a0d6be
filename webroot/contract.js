import { declaration, denial, lease, notice, unleasedEdit } from './contract-files.js';
import { card, promise, span, trial } from './contract-models.js';
import { plugin } from './contract-plugins.js';
import { flag, list, Malformed, number, object, optional, shape, text, time, whole } from './readers.js';

/**
 * The wire of Muster, read once: decode() turns an event of the stream into a message of the page.
 * With contract-files.js, contract-models.js and contract-plugins.js the only place that knows the host's names. It refuses what is malformed, ignores fields it
 * does not know, and turns every timestamp into milliseconds.
 *
 * @typedef {{id: string, state: string, type: string, title: string, priority: number,
 *   parts: ?number, agents: ?number, attempts: number, reason: ?string, held: ?string,
 *   waitsFor: ?string, dependsOn: string[], source: string, submittedAt: number, updatedAt: number}} Task
 * @typedef {{slot: number, agentId: ?string, agent: ?string, state: string, fence: ?number,
 *   leaseUntil: ?number, claimedAt: ?number, endedAt: ?number, result: ?string, pid: ?number,
 *   from: ?number, to: ?number, durationMs: ?number, peakMemoryBytes: ?number, tokens: ?number,
 *   message: ?string, percent: ?number}} Slot
 * @typedef {{id: string, taskId: string, number: number, decisionId: ?string, title: string,
 *   slots: Slot[], result: ?string, openedAt: number, closedAt: ?number}} Attempt
 * @typedef {{id: string, name: string, kind: string, capabilities: string[], languages: string[],
 *   state: string, registeredAt: ?number, lastHeartbeat: ?number, freeMemoryBytes: ?number,
 *   load: ?number, slotsEnded: number, slotsExpired: number,
 *   interactive: boolean}} Agent
 * @typedef {{n: number, success: ?number, speedup: ?number, tokensFactor: ?number,
 *   conflicts: ?number, utility: ?number, minutes: ?Span}} Point
 * @typedef {{id: string, taskId: ?string, attemptId: ?string, at: number,
 *   features: {name: string, value: ?number, provenance: string}[],
 *   mask: {n: number, reason: string}[], propensities: number[], agents: number,
 *   coordinationClass: string, topology: string, model: string, provenance: string,
 *   utilityVersion: ?number, mode: string, modeReason: ?string, curve: Point[],
 *   contributions: {feature: string, effect: number}[], because: string, promise: ?Promised,
 *   trial: ?Trial}} Decision
 * @typedef {{type: 'FleetPicture', seq: number, at: number, swarm: string, mode: string,
 *   modeReason: ?string, taskCounts: Object<string, number>, agents: Agent[], running: Attempt[],
 *   tasks: Task[], decisions: Decision[], leases: Lease[], declarations: Declaration[],
 *   denials: Denial[], unleased: UnleasedEdit[], notices: Notice[],
 *   fileRules: {waitMs: number, hubFiles: string[]}}} FleetPicture
 * @typedef {{type: 'TaskChanged', seq: number, at: number, was: ?string, task: Task}} TaskChanged
 * @typedef {{type: 'AttemptChanged', seq: number, at: number, attempt: Attempt}} AttemptChanged
 * @typedef {{type: 'AgentChanged', seq: number, at: number, agent: Agent}} AgentChanged
 * @typedef {{type: 'DecisionMade', seq: number, at: number, decision: Decision}} DecisionMade
 * @typedef {{type: 'LeaseChanged', seq: number, at: number, cause: string, ended: boolean, lease: Lease}} LeaseChanged
 * @typedef {{type: 'LeaseDenied', seq: number, at: number, denial: Denial}} LeaseDenied
 * @typedef {{type: 'EditUnleased', seq: number, at: number, edit: UnleasedEdit}} EditUnleased
 * @typedef {{type: 'DeclarationChanged', seq: number, at: number, cause: string, declaration: Declaration}} DeclarationChanged
 * @typedef {{type: 'NoticeChanged', seq: number, at: number, notice: Notice}} NoticeChanged
 * @typedef {{type: 'PluginChanged', seq: number, at: number, cause: string, plugin: Plugin}} PluginChanged
 * @typedef {{type: 'ModelChanged', seq: number, at: number, cause: string, card: Model}} ModelChanged
 * @typedef {{type: 'ModeChanged', seq: number, at: number, status: {mode: string, reason: string}}} ModeChanged
 * @typedef {FleetPicture|TaskChanged|AttemptChanged|AgentChanged|DecisionMade|LeaseChanged
 *   |LeaseDenied|EditUnleased|DeclarationChanged|NoticeChanged
 *   |PluginChanged|ModelChanged|ModeChanged} Message
 */

export { Malformed };

/**
 * The message that an event of the stream carries, or null for an event of a later version.
 * @param {string} event the event's name @param {string} data its JSON
 * @returns {?Message}
 */
export function decode(event, data) {
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : null;
  return read && read(object(parse(data), event), event);
}

function parse(data) {
  try {
    return JSON.parse(data);
  } catch (failure) {
    throw new Malformed(`data must be JSON: ${failure.message}`);
  }
}

const task = shape({
  id: ['id', text], state: ['state', text], type: ['type', text], title: ['title', text],
  priority: ['priority', number], parts: ['parts', optional(whole)],
  agents: ['agents', optional(whole)], attempts: ['attempts', whole],
  reason: ['reason', optional(text)], held: ['held', optional(text)],
  waitsFor: ['waits_for', optional(text)], dependsOn: ['depends_on', list(text)], source: ['source', text],
  submittedAt: ['submitted_at', time], updatedAt: ['updated_at', time],
});

const slot = shape({
  slot: ['slot', whole], agentId: ['agent_id', optional(text)], agent: ['agent', optional(text)],
  state: ['state', text], fence: ['fence', optional(whole)],
  leaseUntil: ['lease_until', optional(time)], claimedAt: ['claimed_at', optional(time)],
  endedAt: ['ended_at', optional(time)], result: ['result', optional(text)],
  pid: ['pid', optional(whole)], from: ['from', optional(time)], to: ['to', optional(time)],
  durationMs: ['duration_ms', optional(number)],
  peakMemoryBytes: ['peak_memory_bytes', optional(number)], tokens: ['tokens', optional(number)],
  message: ['message', optional(text)], percent: ['percent', optional(number)],
});

const attempt = shape({
  id: ['id', text], taskId: ['task_id', text], number: ['number', whole],
  decisionId: ['decision_id', optional(text)], title: ['title', text],
  slots: ['slots', list(slot)], result: ['result', optional(text)],
  openedAt: ['opened_at', time], closedAt: ['closed_at', optional(time)],
});

const agent = shape({
  id: ['id', text], name: ['name', text], kind: ['kind', text],
  capabilities: ['capabilities', list(text)], languages: ['languages', list(text)],
  state: ['state', text], registeredAt: ['registered_at', optional(time)],
  lastHeartbeat: ['last_heartbeat', optional(time)],
  freeMemoryBytes: ['free_memory_bytes', optional(number)], load: ['load', optional(number)],
  slotsEnded: ['slots_ended', whole], slotsExpired: ['slots_expired', whole],
  interactive: ['interactive', flag],
});

const feature = shape({
  name: ['name', text], value: ['value', optional(number)], provenance: ['provenance', text],
});

const point = shape({
  n: ['n', whole], success: ['success', optional(number)], speedup: ['speedup', optional(number)],
  tokensFactor: ['tokens_factor', optional(number)], conflicts: ['conflicts', optional(number)],
  utility: ['utility', optional(number)], minutes: ['minutes', optional(span)],
});

const decision = shape({
  id: ['id', text], taskId: ['task_id', optional(text)], attemptId: ['attempt_id', optional(text)],
  at: ['at', time], features: ['features', list(feature)],
  mask: ['mask', list(shape({ n: ['n', whole], reason: ['reason', text] }))],
  propensities: ['propensities', list(number)], agents: ['agents', whole],
  coordinationClass: ['coordination_class', text], topology: ['topology', text],
  model: ['model', text], provenance: ['provenance', text],
  utilityVersion: ['utility_version', optional(whole)], mode: ['mode', text],
  modeReason: ['mode_reason', optional(text)], curve: ['curve', list(point)],
  contributions: ['contributions',
    list(shape({ feature: ['feature', text], effect: ['effect', number] }))],
  because: ['because', text], promise: ['promise', optional(promise)], trial: ['trial', optional(trial)],
});

function counts(value, path) {
  const entries = Object.entries(object(value, path));
  return Object.fromEntries(entries.map(([state, n]) => [state, whole(n, `${path}.${state}`)]));
}

const typed = (type, fields) => {
  const read = shape({ seq: ['seq', whole], at: ['at', time], ...fields });
  return (value, path) => ({ type, ...read(value, path) });
};

const EVENTS = {
  picture: typed('FleetPicture', {
    swarm: ['swarm', text], mode: ['mode', text], modeReason: ['mode_reason', optional(text)],
    taskCounts: ['task_counts', counts], agents: ['agents', list(agent)],
    running: ['running', list(attempt)], tasks: ['tasks', list(task)],
    decisions: ['decisions', list(decision)], leases: ['leases', list(lease)],
    declarations: ['declarations', list(declaration)], denials: ['denials', list(denial)],
    unleased: ['unleased_edits', list(unleasedEdit)], notices: ['notices', list(notice)],
    fileRules: ['file_rules', shape({ waitMs: ['wait_edge_s', (value, path) => whole(value, path) * 1000], hubFiles: ['hub_files', list(text)] })],
  }),
  task: typed('TaskChanged', { was: ['was', optional(text)], task: ['task', task] }),
  attempt: typed('AttemptChanged', { attempt: ['attempt', attempt] }),
  agent: typed('AgentChanged', { agent: ['agent', agent] }),
  decision: typed('DecisionMade', { decision: ['decision', decision] }),
  lease: typed('LeaseChanged', { cause: ['cause', text], ended: ['ended', flag], lease: ['lease', lease] }),
  denial: typed('LeaseDenied', { denial: ['denial', denial] }),
  unleased: typed('EditUnleased', { edit: ['edit', unleasedEdit] }),
  declaration: typed('DeclarationChanged', { cause: ['cause', text], declaration: ['declaration', declaration] }),
  notice: typed('NoticeChanged', { notice: ['notice', notice] }),
  mode: typed('ModeChanged', { status: ['status', shape({ mode: ['mode', text], reason: ['reason', text] })] }),
  model: typed('ModelChanged', { cause: ['cause', text], card: ['card', card] }),
  plugin: typed('PluginChanged', { cause: ['cause', text], plugin: ['plugin', plugin] }),
};

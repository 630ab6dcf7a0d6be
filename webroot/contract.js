/**
 * The wire of Muster, read once: decode() turns an event of the stream into a message of the page.
 * The only file that knows the host's field names. It refuses what is malformed, ignores fields it
 * does not know, and turns every timestamp into milliseconds.
 *
 * @typedef {{id: string, state: string, type: string, title: string, priority: number,
 *   parts: ?number, agents: ?number, attempts: number, reason: ?string, held: ?string,
 *   dependsOn: string[], source: string, submittedAt: number, updatedAt: number}} Task
 * @typedef {{slot: number, agentId: ?string, agent: ?string, state: string, fence: ?number,
 *   leaseUntil: ?number, claimedAt: ?number, endedAt: ?number, result: ?string, pid: ?number,
 *   from: ?number, to: ?number, durationMs: ?number, peakMemoryBytes: ?number, tokens: ?number,
 *   message: ?string, percent: ?number}} Slot
 * @typedef {{id: string, taskId: string, number: number, decisionId: ?string, title: string,
 *   slots: Slot[], result: ?string, openedAt: number, closedAt: ?number}} Attempt
 * @typedef {{id: string, name: string, kind: string, capabilities: string[], languages: string[],
 *   state: string, registeredAt: ?number, lastHeartbeat: ?number, freeMemoryBytes: ?number,
 *   load: ?number, slotsEnded: number, slotsExpired: number}} Agent
 * @typedef {{n: number, success: ?number, speedup: ?number, tokensFactor: ?number,
 *   conflicts: ?number, utility: ?number}} Point
 * @typedef {{id: string, taskId: ?string, attemptId: ?string, at: number,
 *   features: {name: string, value: ?number, provenance: string}[],
 *   mask: {n: number, reason: string}[], propensities: number[], agents: number,
 *   coordinationClass: string, topology: string, model: string, provenance: string,
 *   utilityVersion: ?number, mode: string, modeReason: ?string, curve: Point[],
 *   contributions: {feature: string, effect: number}[], because: string}} Decision
 * @typedef {{type: 'FleetPicture', seq: number, at: number, swarm: string, mode: string,
 *   modeReason: ?string, taskCounts: Object<string, number>, agents: Agent[], running: Attempt[],
 *   tasks: Task[], decisions: Decision[]}} FleetPicture
 * @typedef {{type: 'TaskChanged', seq: number, at: number, was: ?string, task: Task}} TaskChanged
 * @typedef {{type: 'AttemptChanged', seq: number, at: number, attempt: Attempt}} AttemptChanged
 * @typedef {{type: 'AgentChanged', seq: number, at: number, agent: Agent}} AgentChanged
 * @typedef {{type: 'DecisionMade', seq: number, at: number, decision: Decision}} DecisionMade
 * @typedef {FleetPicture|TaskChanged|AttemptChanged|AgentChanged|DecisionMade} Message
 */

/** A message that breaks the contract; the sentence names the path, what was expected and found. */
export class Malformed extends Error {}

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

const wrong = (path, expected, found) =>
  new Malformed(`${path} must be ${expected}, was ${String(JSON.stringify(found)).slice(0, 60)}`);

function object(value, path) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(path, 'an object', value);
  }
  return value;
}

/** Marks that turn the direction of the text after them: a title could make itself read as another. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function text(value, path) {
  if (typeof value !== 'string') throw wrong(path, 'a string', value);
  return value.replace(DIRECTION, '');
}

function number(value, path) {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(path, 'a number', value);
  return value;
}

function whole(value, path) {
  if (!Number.isSafeInteger(value) || value < 0) throw wrong(path, 'a whole number', value);
  return value;
}

function time(value, path) {
  const at = Date.parse(text(value, path));
  if (Number.isNaN(at)) throw wrong(path, 'an ISO 8601 time', value);
  return at;
}

const optional = (read) => (value, path) => (value === undefined || value === null ? null : read(value, path));

const list = (read) => (value, path) => {
  if (!Array.isArray(value)) throw wrong(path, 'a list', value);
  return value.map((item, index) => read(item, `${path}[${index}]`));
};

/** A reader of an object: each of the page's names with the wire's name and its reader. */
const shape = (fields) => (value, path) => {
  object(value, path);
  const read = {};
  for (const [name, [wire, reader]] of Object.entries(fields)) {
    read[name] = reader(value[wire], `${path}.${wire}`);
  }
  return read;
};

const task = shape({
  id: ['id', text], state: ['state', text], type: ['type', text], title: ['title', text],
  priority: ['priority', number], parts: ['parts', optional(whole)],
  agents: ['agents', optional(whole)], attempts: ['attempts', whole],
  reason: ['reason', optional(text)], held: ['held', optional(text)],
  dependsOn: ['depends_on', list(text)], source: ['source', text],
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
});

const feature = shape({
  name: ['name', text], value: ['value', optional(number)], provenance: ['provenance', text],
});

const point = shape({
  n: ['n', whole], success: ['success', optional(number)], speedup: ['speedup', optional(number)],
  tokensFactor: ['tokens_factor', optional(number)], conflicts: ['conflicts', optional(number)],
  utility: ['utility', optional(number)],
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
  because: ['because', text],
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
    decisions: ['decisions', list(decision)],
  }),
  task: typed('TaskChanged', { was: ['was', optional(text)], task: ['task', task] }),
  attempt: typed('AttemptChanged', { attempt: ['attempt', attempt] }),
  agent: typed('AgentChanged', { agent: ['agent', agent] }),
  decision: typed('DecisionMade', { decision: ['decision', decision] }),
};

/**
 * The page's state and its only way to change: reduce(state, message) -> state, pure, no DOM.
 * Every message carries whole new state and a seq, so folding one twice, or one that is older than
 * what is known of that id, changes nothing. Memory is bounded by LIMITS.
 */
export const LIMITS = { tasks: 500, decisions: 100, attempts: 200, agents: 500, counted: 512, samples: 36 };

/** One sample of the vitals each 5 s: 36 of them are the last three minutes. */
export const SAMPLE_MS = 5000;

export const ENDED = new Set(['SUCCEEDED', 'FAILED', 'UNKNOWN', 'CANCELLED', 'DEAD']);
export const WAITING = new Set(['SUBMITTED', 'READY']);
export const RUNNING = new Set(['LEASED', 'RUNNING']);

export const initial = Object.freeze({
  known: false, swarm: null, mode: null, modeReason: null, pictureSeq: -1, pictureAt: null, seenFrom: null,
  tasks: new Map(), agents: new Map(), attempts: new Map(), decisions: new Map(),
  counts: {}, counted: [], dropped: 0, samples: [],
  connection: { state: 'connecting', tries: 0, lostAt: null, nextAt: null },
});

/** @param {object} state @param {import('./contract.js').Message|object} message */
export function reduce(state, message) {
  switch (message.type) {
    case 'FleetPicture': return picture(state, message);
    case 'TaskChanged': return taskChanged(state, message);
    case 'AttemptChanged': return fold(state, 'attempts', message.attempt, message.seq);
    case 'AgentChanged': return fold(state, 'agents', message.agent, message.seq);
    case 'DecisionMade': return fold(state, 'decisions', message.decision, message.seq);
    case 'ConnectionChanged': return { ...state, connection: message.connection };
    case 'MessageDropped': return { ...state, dropped: state.dropped + 1 };
    case 'TimePassed': return sampled(state, message.at);
    default: return state;
  }
}

/**
 * A picture replaces everything but what it does not carry: closed attempts and older decisions of
 * the same log, which stay for the timeline. A lower seq is another log (new data), so nothing stays.
 */
function picture(state, { seq, at, swarm, mode, modeReason, taskCounts, ...lists }) {
  const sameLog = state.known && swarm === state.swarm && seq >= state.pictureSeq;
  const rows = (items) => new Map(items.map((item) => [item.id, { ...item, seq }]));
  const kept = (items, keep) => (sameLog ? [...items].filter(([, item]) => keep(item)) : []);
  return {
    ...state, known: true, swarm, mode, modeReason, pictureSeq: seq, pictureAt: at, seenFrom: sameLog ? state.seenFrom : at,
    counts: { ...taskCounts }, counted: [], samples: sameLog ? state.samples : [],
    agents: bounded('agents', rows(lists.agents)),
    tasks: bounded('tasks', rows(lists.tasks)),
    attempts: bounded('attempts',
      new Map([...kept(state.attempts, (attempt) => attempt.closedAt !== null), ...rows(lists.running)])),
    decisions: bounded('decisions', new Map([...kept(state.decisions, () => true), ...rows(lists.decisions)])),
  };
}

/** The counts fold each seq once, in any order; the task itself folds only what is newer. */
function taskChanged(state, { seq, was, task }) {
  const next = fold(state, 'tasks', task, seq);
  if (seq <= state.pictureSeq || isCounted(state.counted, seq)) return next;
  const counts = { ...state.counts };
  if (was !== null) counts[was] = Math.max(0, (counts[was] ?? 0) - 1);
  counts[task.state] = (counts[task.state] ?? 0) + 1;
  const counted = [...state.counted, seq].sort((a, b) => a - b).slice(-LIMITS.counted);
  return { ...next, counts, counted };
}

/** Below a full window everything counts as folded: an event that late was counted long ago. */
const isCounted = (counted, seq) =>
  counted.includes(seq) || (counted.length === LIMITS.counted && seq < counted[0]);

function fold(state, table, item, seq) {
  const known = state[table].get(item.id);
  if (seq <= (known ? known.seq : state.pictureSeq)) return state;
  const rows = new Map(state[table]).set(item.id, { ...item, seq });
  return { ...state, [table]: bounded(table, rows) };
}

/** What needs a person stays longer than what waits, and of that the head of the queue stays. */
const TASKS_KEPT = { FAILED: 2, DEAD: 2, LEASED: 3, RUNNING: 3 };

/** Rank of what goes first when a table is full: what is over, then what is oldest. */
const LEAVES_FIRST = {
  tasks: (task) => (WAITING.has(task.state) ? [1, -task.submittedAt] : [TASKS_KEPT[task.state] ?? 0, task.updatedAt]),
  attempts: (attempt) => [attempt.closedAt === null ? 1 : 0, attempt.openedAt],
  decisions: (decision) => [0, decision.at],
  agents: (agent) => [agent.state === 'offline' ? 0 : 1, agent.lastHeartbeat ?? 0],
};

function bounded(table, rows) {
  const surplus = rows.size - LIMITS[table];
  if (surplus <= 0) return rows;
  const rank = LEAVES_FIRST[table];
  const ranked = [...rows.values()].map((item) => [...rank(item), item.id]);
  ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  for (const [, , id] of ranked.slice(0, surplus)) rows.delete(id);
  return rows;
}

function sampled(state, at) {
  const last = state.samples.at(-1);
  if (!state.known || state.connection.state !== 'live' || (last && at - last.at < SAMPLE_MS)) return state;
  return { ...state, samples: [...state.samples, { at, ...vitals(state) }].slice(-LIMITS.samples) };
}

/** The counts that the page shows, from the host's own counts of every task. */
export function vitals(state) {
  const of = (...states) => states.reduce((sum, name) => sum + (state.counts[name] ?? 0), 0);
  const agents = [...state.agents.values()];
  return {
    agents: agents.length, busy: agents.filter((agent) => agent.state === 'busy').length,
    offline: agents.filter((agent) => agent.state === 'offline').length,
    waiting: of(...WAITING), running: of(...RUNNING), succeeded: of('SUCCEEDED'),
    failed: of('FAILED', 'DEAD'), dead: of('DEAD'), unknown: of('UNKNOWN'), cancelled: of('CANCELLED'),
    other: of('UNKNOWN', 'CANCELLED'),
    ended: of(...ENDED),
  };
}

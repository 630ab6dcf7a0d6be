import { modeChanged, modelChanged, modelsListed, modelsSwitched, pluginChanged, pluginsListed } from './lists.js';

/**
 * The page's state and its only way to change: reduce(state, message) -> state, pure, no DOM.
 * Every message carries whole new state and a seq, so folding one twice, or one that is older than
 * what is known of that id, changes nothing. Memory is bounded by LIMITS.
 */
export const LIMITS = { tasks: 500, decisions: 100, attempts: 200, agents: 500, counted: 512, samples: 36,
  leases: 2000, declarations: 500, denials: 200, unleased: 200, notices: 100, gone: 1000, commands: 50, plugins: 500, models: 100, figures: 100 };

/** So many of these the host's picture carries at most; when it is full there may have been more. */
const PICTURE_HOLDS = { denials: 50, unleased: 100 };

/** One sample of the vitals each 5 s: 36 of them are the last three minutes. */
const SAMPLE_MS = 5000;

/** What is told of the past is told of the last hour. */
export const HOUR_MS = 3_600_000;

export const ENDED = new Set(['SUCCEEDED', 'FAILED', 'UNKNOWN', 'CANCELLED', 'DEAD']);
export const WAITING = new Set(['SUBMITTED', 'READY']);
export const RUNNING = new Set(['LEASED', 'RUNNING']);

export const initial = Object.freeze({
  known: false, swarm: null, mode: null, modeReason: null, modeSeq: -1, pictureSeq: -1, pictureAt: null, seenFrom: null,
  tasks: new Map(), agents: new Map(), attempts: new Map(), decisions: new Map(),
  leases: new Map(), declarations: new Map(), denials: new Map(), unleased: new Map(), notices: new Map(),
  plugins: null, pluginsWhy: null, pluginsOf: null, models: null, modelsWhy: null, modelSeqs: new Map(), figures: null, figuresWhy: null,
  fileRules: { waitMs: 0, hubFiles: [] },
  gone: new Map(), cut: {}, commands: new Map(), asked: null, counts: {}, counted: [], dropped: 0, samples: [],
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
    case 'LeaseChanged': return fold(state, 'leases', message.lease, message.seq, message.ended);
    case 'LeaseDenied': return proof(message.denial) ? state : fold(state, 'denials', message.denial, message.seq);
    case 'EditUnleased': return fold(state, 'unleased', message.edit, message.seq);
    case 'DeclarationChanged': return fold(state, 'declarations', message.declaration, message.seq, message.declaration.state === 'ended');
    case 'NoticeChanged': return fold(state, 'notices', message.notice, message.seq, message.notice.reviewedAt !== null);
    case 'PluginsListed': return pluginsListed(state, message.plugins, LIMITS.plugins);
    case 'PluginsUnlisted': return { ...state, pluginsWhy: message.why };
    case 'PluginChanged': return pluginChanged(state, message, LIMITS.plugins);
    case 'ModelsListed': return modelsListed(state, message.models, LIMITS.models);
    case 'ModelsUnlisted': return { ...state, modelsWhy: message.why };
    case 'ModelsSwitched': return modelsSwitched(state, message, LIMITS.models);
    case 'ModelChanged': return modelChanged(state, message, LIMITS.models);
    case 'ModeChanged': return modeChanged(state, message);
    case 'FiguresListed': return { ...state, figures: message.figures.slice(0, LIMITS.figures), figuresWhy: null };
    case 'FiguresUnlisted': return { ...state, figuresWhy: message.why };
    case 'CommandChanged': return commandChanged(state, message);
    case 'Asked': return { ...state, asked: message.id };
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
function picture(state, { seq, at, swarm, mode, modeReason, taskCounts, fileRules, ...lists }) {
  const sameLog = state.known && swarm === state.swarm && seq >= state.pictureSeq;
  const rows = (items) => new Map(items.map((item) => [item.id, { ...item, seq }]));
  const kept = (items, keep) => (sameLog ? [...items].filter(([, item]) => keep(item)) : []);
  return {
    ...state, known: true, swarm, mode, modeReason, modeSeq: seq, fileRules, pictureSeq: seq, pictureAt: at, seenFrom: sameLog ? state.seenFrom : at,
    counts: { ...taskCounts }, counted: [], samples: sameLog ? state.samples : [],
    agents: bounded('agents', rows(lists.agents)), tasks: bounded('tasks', rows(lists.tasks)),
    leases: bounded('leases', rows(lists.leases)), declarations: bounded('declarations', rows(lists.declarations)),
    denials: bounded('denials', rows(lists.denials.filter((denial) => !proof(denial)))), unleased: bounded('unleased', rows(lists.unleased)),
    notices: bounded('notices', rows(lists.notices.filter((notice) => notice.reviewedAt === null))),
    gone: new Map(), commands: new Map(), cut: cutOff(lists),
    attempts: bounded('attempts',
      new Map([...kept(state.attempts, (attempt) => attempt.closedAt !== null), ...rows(lists.running)])),
    decisions: bounded('decisions', new Map([...kept(state.decisions, () => true), ...rows(lists.decisions)])),
  };
}

/** `muster hooks prove` asks as sessions in which nobody works: what they are denied keeps nobody waiting. */
const proof = ({ holder }) => holder.session.startsWith('muster-prove-');

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
const isCounted = (counted, seq) => counted.includes(seq) || (counted.length === LIMITS.counted && seq < counted[0]);

/** Newer than what is known of that id; what is over leaves its table and is remembered as gone. */
function fold(state, table, item, seq, over = false) {
  const { id } = item;
  const known = state[table].get(id);
  if (seq <= (known ? known.seq : Math.max(state.pictureSeq, state.gone.get(id) ?? -1))) return state;
  const rows = new Map(state[table]);
  if (!over) return { ...state, [table]: bounded(table, rows.set(id, { ...item, seq })) };
  const commands = new Map(state.commands);
  rows.delete(id);
  commands.delete(id);
  return { ...state, [table]: rows, commands, gone: latest('gone', new Map(state.gone).set(id, seq)) };
}

/** From when on the page knows all of these, when the picture had no room for more; else nothing is missing. */
function cutOff(lists) {
  const full = Object.entries(PICTURE_HOLDS).filter(([name, most]) => lists[name].length >= most);
  return Object.fromEntries(full.map(([name]) => [name, Math.min(...lists[name].map((item) => item.at))]));
}

/** A command to the host by the id of what it is about: sent, refused with the host's words, or late. */
function commandChanged(state, { id, command }) {
  if (command.state !== 'sent' && !state.commands.has(id)) return state;
  const commands = new Map(state.commands);
  commands.delete(id);
  return { ...state, commands: latest('commands', commands.set(id, command)) };
}

/** The rows that were put in last. */
const latest = (table, rows) => (rows.size <= LIMITS[table] ? rows : new Map([...rows].slice(-LIMITS[table])));

/** What needs a person stays longer than what waits, and of that the head of the queue stays. */
const TASKS_KEPT = { FAILED: 2, DEAD: 2, LEASED: 3, RUNNING: 3 };

/** Rank of what goes first when a table is full: what is over, then what is oldest. */
const LEAVES_FIRST = {
  tasks: (task) => (WAITING.has(task.state) ? [1, -task.submittedAt] : [TASKS_KEPT[task.state] ?? 0, task.updatedAt]),
  attempts: (attempt) => [attempt.closedAt === null ? 1 : 0, attempt.openedAt],
  decisions: (decision) => [0, decision.at],
  agents: (agent) => [agent.state === 'offline' ? 0 : 1, agent.lastHeartbeat ?? 0],
  leases: (lease) => [0, -lease.grantedAt],
  declarations: (declaration) => [declaration.state === 'active' ? 1 : 0, declaration.at],
  denials: (denial) => [0, denial.at],
  unleased: (edit) => [0, edit.at],
  notices: (notice) => [0, notice.lastAt],
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
  return { ...state, samples: [...state.samples, { at, ...vitals(state), ...fileVitals(state, at) }].slice(-LIMITS.samples) };
}

/** The counts that the page shows, from the host's own counts of every task; sessions take no slots. */
export function vitals(state) {
  const of = (...states) => states.reduce((sum, name) => sum + (state.counts[name] ?? 0), 0);
  const workers = [...state.agents.values()].filter((agent) => !agent.interactive);
  const here = [...state.agents.values()].filter((agent) => agent.state !== 'offline');
  return {
    agents: workers.length, busy: workers.filter((agent) => agent.state === 'busy').length,
    offline: workers.filter((agent) => agent.state === 'offline').length,
    sessions: here.filter((agent) => agent.interactive).length,
    waiting: of(...WAITING), running: of(...RUNNING), succeeded: of('SUCCEEDED'),
    failed: of('FAILED', 'DEAD'), dead: of('DEAD'), unknown: of('UNKNOWN'), cancelled: of('CANCELLED'),
    other: of('UNKNOWN', 'CANCELLED'),
    ended: of(...ENDED),
  };
}

/** How many files are held, wanted, were denied or edited without a lease within the hour before `at`. */
export function fileVitals(state, at) {
  const fresh = (rows) => [...rows.values()].filter((row) => at - row.at < HOUR_MS).length;
  const declarations = [...state.declarations.values()].filter((declaration) => !declaration.readOnly);
  return {
    leases: state.leases.size, denials: fresh(state.denials), unleased: fresh(state.unleased),
    declared: declarations.filter((declaration) => declaration.state === 'active').length,
    parked: declarations.filter((declaration) => declaration.state === 'parked').length,
  };
}

import { stuck } from '../contention.js';
import { h } from '../dom.js';
import { fileLink, repoName } from '../places.js';
import { ENDED, WAITING } from '../store.js';
import { capital, clock, plural, span, startWord, whole } from '../words.js';
import { answer, askButton, commandButton } from './controls.js';
import { figure, icon } from './figures.js';

/** A failure asks for a person for an hour; a hold only when it outlasts ordinary waiting. */
const FRESH_MS = 3_600_000;
const LONG_HOLD_MS = 120_000;
const LISTED_EACH = 3;

/**
 * What needs a person, most urgent first; pure. `say` is a list of text, {b: name} and {n: count}.
 * `review` is the notice that the row is, `release` the lease that would help.
 * @returns {{key: string, severity: string, icon: string, say: object[], href: ?string, review: ?string, release: ?string}[]}
 */
export function needs(state, now) {
  const tasks = [...state.tasks.values()];
  return [
    ...brokenMode(state),
    ...noticed(state, now, 'crit'),
    ...ended(tasks, 'DEAD', now, (task) => [{ b: task.title }, ' is dead after ', { n: task.attempts }, ` ${plural(task.attempts, 'attempt')}.`], 'died'),
    ...ended(tasks, 'FAILED', now, (task) => [{ b: task.title }, ' failed.'], 'failed'),
    ...awayWithWork(state, now),
    ...stuckLeases(state, now),
    ...nobodyToWork(state),
    ...noticed(state, now, 'warn'),
    ...longHolds(state, tasks, now),
    ...(state.dropped > 0
      ? [need('dropped', 'warn', 'eye', [{ n: state.dropped }, ` ${plural(state.dropped, 'message')} of the host could not be read and ${plural(state.dropped, 'was', 'were')} left out: page and host may be of different versions.`])]
      : []),
  ];
}

const need = (key, severity, iconName, say, href = null, more = {}) => ({ key, severity, icon: iconName, say, href, review: null, release: null, ...more });

function brokenMode({ mode, modeReason }) {
  if (mode !== 'EMERGENCY' && mode !== 'MAINTENANCE') return [];
  const effect = mode === 'EMERGENCY' ? 'Every task gets one agent.' : 'No task is admitted.';
  return [need('mode', mode === 'EMERGENCY' ? 'crit' : 'warn', 'tri',
    ['The host is in mode ', { b: mode.toLowerCase() }, modeReason ? ` (${modeReason}). ` : '. ', effect])];
}

function ended(tasks, stateName, now, sentence, word) {
  const fresh = tasks.filter((task) => task.state === stateName && now - task.updatedAt < FRESH_MS)
    .sort((a, b) => b.updatedAt - a.updatedAt);
  if (fresh.length > LISTED_EACH) {
    return [need(word, 'crit', 'oct', [{ n: fresh.length }, ` tasks ${word} within the last hour, the latest is `, { b: fresh[0].title }, '.'], '#/tasks/failed')];
  }
  return fresh.map((task) => need(task.id, 'crit', 'oct',
    [...sentence(task), task.reason ? ` ${capital(task.reason)}.` : ''], '#/tasks/failed'));
}

function awayWithWork(state, now) {
  const rows = [];
  for (const attempt of state.attempts.values()) {
    if (attempt.closedAt !== null) continue;
    for (const slot of attempt.slots) {
      const agent = state.agents.get(slot.agentId);
      if (slot.state === 'ended' || agent?.state !== 'offline' || agent.interactive) continue;
      const left = slot.leaseUntil === null ? null : slot.leaseUntil - now;
      rows.push(need(`${attempt.id} ${slot.slot}`, 'crit', 'oct', [{ b: agent.name }, ' is offline and holds a slot of ', { b: attempt.title },
        left > 0 ? ', until its lease ends in ' : '.', left > 0 ? { n: span(left) } : '', left > 0 ? '.' : ''], '#/agents'));
    }
  }
  return rows.slice(0, LISTED_EACH);
}

function nobodyToWork(state) {
  const waiting = [...WAITING].reduce((sum, name) => sum + (state.counts[name] ?? 0), 0);
  const here = [...state.agents.values()].some((agent) => agent.state !== 'offline' && !agent.interactive);
  if (waiting === 0 || here) return [];
  return [need('nobody', 'warn', 'agents', [{ n: waiting }, ` ${plural(waiting, 'task waits', 'tasks wait')} and no agent is connected. Start one with `, { code: "./muster agent run --name a1 --exec 'CMD'" }, '.'])];
}

/** Hooks that do not reach the host leave files unprotected now; what happened before is to be looked at. */
const NOTICES = { hooks_silent: ['crit', 'oct', 'proof'], hooks_refused: ['crit', 'oct', 'call'], hooks_missed: ['warn', 'tri', 'call'], unleased_edits: ['warn', 'eye', 'edit', '#/contention'],
  plugin_quarantined: ['crit', 'plugins', 'quarantine', '#/plugins'], source_doubted: ['warn', 'eye', 'report', '#/models'] };
const OTHER = ['warn', 'eye', 'time'];

/** What the host noticed, in its words, until somebody reviewed it; a kind of a later version is a warning. */
function noticed(state, now, severity) {
  const rows = [...state.notices.values()].map((notice) => [notice, Object.hasOwn(NOTICES, notice.kind) ? NOTICES[notice.kind] : OTHER]);
  return rows.filter(([, [kind]]) => kind === severity).sort(([a], [b]) => b.lastAt - a.lastAt).map(([notice, [, iconName, counted, href = null]]) => {
    const where = [notice.agent, notice.repo && repoName(notice.repo)].filter(Boolean).flatMap((name, index) => [index > 0 ? ' in ' : ' ', { b: name }]);
    const often = notice.count < 2 ? [` at ${clock(notice.lastAt, now)}.`] : [' ', { n: notice.count }, ` ${counted}s since ${clock(notice.at, now)}, the last at ${clock(notice.lastAt, now)}.`];
    const more = notice.text.startsWith(`${notice.count} hooks`) ? [] : [...where, where.length > 0 ? ',' : '', ...often];
    return need(notice.id, severity, iconName, [`${capital(told(notice.text, now))}.`, ...more], href, { review: notice.id });
  });
}

/** A lease that blocks others while its holder writes nothing. */
const stuckLeases = (state, now) => stuck(state, now).slice(0, LISTED_EACH).map(({ lease, waiting }) =>
  need(`stuck ${lease.id}`, 'crit', 'lock', [{ b: lease.agent }, ' has held ', { code: lease.file.path }, ' for ', { n: span(now - lease.grantedAt) },
    ...(lease.edits === 0 ? [' without an edit. '] : [', its last edit was ', { n: span(now - lease.renewedAt) }, ' ago. ']), { b: waiting[0].agent },
    waiting.length > 1 ? [' and ', { n: waiting.length - 1 }, ' more wait for it.'] : ' waits for it.'].flat(), fileLink(lease.file.path), { release: lease.id }));

/** Held tasks by reason: what a person may solve, so not those that wait for another task. */
function longHolds(state, tasks, now) {
  const byReason = new Map();
  for (const task of tasks) {
    if (!WAITING.has(task.state) || task.held === null || task.waitsFor !== null || openPredecessors(state, task).length > 0) continue;
    if (now - task.updatedAt < LONG_HOLD_MS) continue;
    byReason.set(task.held, [...(byReason.get(task.held) ?? []), task]);
  }
  return [...byReason].map(([reason, held]) => {
    const oldest = held.reduce((a, b) => (a.submittedAt < b.submittedAt ? a : b));
    const who = held.length === 1 ? [{ b: oldest.title }, ' is'] : [{ n: held.length }, ' tasks are'];
    return need(`held ${reason}`, 'warn', 'hold', [...who, ` held: ${reason}. ${held.length === 1 ? 'It' : 'The oldest'} has waited for `, { n: span(now - oldest.submittedAt) }, '.'], '#/tasks/waiting');
  }).slice(0, LISTED_EACH);
}

/** The tasks that `task` still waits for; one that the page does not know counts as open. */
export const openPredecessors = (state, task) =>
  task.dependsOn.filter((id) => !ENDED.has(state.tasks.get(id)?.state));

/** The host's times as this page says times. */
const told = (words, now) => words.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => clock(Date.parse(time), now, true));

export const headline = (count) =>
  count === 0 ? 'Nothing needs you.' : `${startWord(count)} ${plural(count, 'thing needs', 'things need')} you.`;

export const needRows = (state, rows) => rows.length > 0 && h('section', { class: 'panel', 'aria-label': 'Needs you, most urgent first', 'data-key': 'needs' },
  h('ul', { class: 'rows' }, rows.map((row) =>
    h('li', { class: 'need', 'data-sev': row.severity, 'data-key': row.key }, icon(row.icon, 'sev'),
      h('p', null, row.say.map(part)),
      (row.href || row.review || row.release) && h('span', { class: 'acts' },
        row.release && askButton(state, { id: row.release, label: 'Release lease', progress: 'Releasing…', kind: 'danger', about: null }),
        row.review && commandButton(state, { act: 'review', id: row.review, label: 'Reviewed', progress: 'Saving…' }),
        row.href && h('a', { class: 'btn ghost', href: row.href }, 'Open'), answer(state, row.review ?? row.release))))));

function part(piece) {
  if (typeof piece === 'string') return piece;
  if (piece.b !== undefined) return h('b', null, piece.b);
  if (piece.code !== undefined) return h('code', null, piece.code);
  return figure(typeof piece.n === 'number' ? whole(piece.n) : piece.n);
}

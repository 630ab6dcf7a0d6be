import { waits } from '../contention.js';
import { h, patch } from '../dom.js';
import { vitals } from '../store.js';
import { bytes, plural, short, span, startWord, whole } from '../words.js';
import { command, figure, measure, panel, table, unknown } from './figures.js';

/** Who is here, what does each one do, and how is it? */
const LISTED = 60;
const COLUMNS = [{ label: 'Agent' }, { label: 'State' }, { label: 'Works on' }, { label: 'Can', hide: true }, { label: 'Free memory', num: true },
  { label: 'Load', num: true }, { label: 'Slots ended', num: true }, { label: 'Expired', num: true }, { label: 'Heartbeat', num: true }];
const DOTS = { free: 'ok', busy: 'busy', offline: 'none' };

export const mount = (element) => (state, { now }) => {
  const all = [...state.agents.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const agents = all.filter((agent) => !agent.interactive);
  patch(element, h('div', { class: 'head' }, h('div', null, h('h1', null, headline(state)), h('p', null, about(state)))),
    agents.length > 0 || all.length === 0 ? h('section', { class: 'panel', 'aria-label': 'Agents', 'data-key': 'Agents' }, agents.length === 0
      ? h('div', { class: 'empty' }, h('h2', null, 'Run the first agent'), h('p', null, 'An agent is any command that takes a task. It appears here at once.'), command("./muster agent run --name a1 --exec 'CMD'"))
      : table('Agents', COLUMNS, agents.slice(0, LISTED).map((agent) => ({ key: agent.id, cells: cells(state, agent, now) }))),
    agents.length > LISTED && h('footer', null, `${agents.length - LISTED} more are not listed.`)) : null,
    sessions(state, all.filter((agent) => agent.interactive), now));
};

export function headline(state) {
  const { agents, busy, offline, sessions: open } = vitals(state);
  const here = agents - offline;
  if (here === 0 && open > 0) return `${startWord(open)} ${plural(open, 'session is', 'sessions are')} open.`;
  if (agents === 0) return state.agents.size === 0 ? 'No agents yet.' : 'No session is open.';
  if (here === 0) return 'No agent is connected.';
  if (busy === here) return here === 1 ? 'The only agent works.' : `All ${startWord(here).toLowerCase()} agents work.`;
  return `${startWord(here - busy)} of ${startWord(here).toLowerCase()} ${plural(here, 'agent')} ${plural(here - busy, 'is', 'are')} free.`;
}

function about(state) {
  const workers = [...state.agents.values()].filter((agent) => !agent.interactive);
  if (workers.length === 0 && state.agents.size > 0) return 'A session edits under leases and is given no slots.';
  const expired = workers.reduce((sum, agent) => sum + agent.slotsExpired, 0);
  const ended = workers.reduce((sum, agent) => sum + agent.slotsEnded, 0);
  return [figure(whole(ended)), ` ${plural(ended, 'slot')} ended so far, `, figure(whole(expired)), ' of them because a lease expired.'];
}

/** The open slots of an agent, with their attempts; pure. */
export const workOf = (state, agent) => [...state.attempts.values()].filter((attempt) => attempt.closedAt === null)
  .flatMap((attempt) => attempt.slots.filter((slot) => slot.agentId === agent.id && slot.state !== 'ended').map((slot) => ({ attempt, slot })));

function cells(state, agent, now) {
  const work = workOf(state, agent);
  const can = [...new Set([...agent.capabilities, ...agent.languages])];
  return [h('span', { class: 'two' }, agent.name, h('span', { class: 'muted' }, agent.kind)),
    h('span', { class: 'state' }, h('span', { class: `dot ${DOTS[agent.state] ?? 'none'}` }), agent.state),
    work.length === 0 ? h('span', { class: 'muted' }, 'nothing') : work.map(doing),
    can.length === 0 ? h('span', { class: 'muted' }, 'no limits named') : h('span', { class: 'soft' }, can.join(', ')),
    measure(agent.freeMemoryBytes === null ? null : bytes(agent.freeMemoryBytes)),
    agent.load === null ? unknown('the agent did not report it') : figure(short(agent.load)),
    figure(whole(agent.slotsEnded)), agent.slotsExpired > 0 ? h('span', { class: 'warn' }, figure(whole(agent.slotsExpired))) : figure(0),
    heard(agent, now)];
}

const SESSIONS = [{ label: 'Session' }, { label: 'State' }, { label: 'Works on' }, { label: 'Files held', num: true }, { label: 'Files declared', num: true, hide: true },
  { label: 'Waits for', num: true }, { label: 'Last call', num: true }];
const STATES = { free: 'open', busy: 'at work', offline: 'closed' };

/** What a session has and wants: files held, declared, waited for; pure. */
export function stakes(state, name, now) {
  const own = (rows) => rows.filter((row) => row.agent === name);
  const declared = own([...state.declarations.values()]).filter((declaration) => !declaration.readOnly).flatMap(({ repo, files }) => files.map(({ path }) => `${repo}\n${path}`));
  return { held: own([...state.leases.values()]).length, declared: new Set(declared).size, waits: own(waits(state, now)).length };
}

/** Sessions of coding agents: they take leases, never slots. Closed ones are counted. */
function sessions(state, rows, now) {
  if (rows.length === 0) return null;
  const open = rows.filter((agent) => agent.state !== 'offline');
  const closed = rows.length - open.length;
  return panel('Sessions', 'of coding agents; they take leases, never slots',
    open.length > 0 && table('Sessions', SESSIONS, open.slice(0, LISTED).map((agent) => ({ key: agent.id, cells: sessionCells(state, agent, now) }))),
    h('footer', null, closed > 0 && h('span', null, figure(whole(closed)), ' closed.'), open.length > LISTED && h('span', null, `${open.length - LISTED} more are not listed.`),
      h('a', { class: 'link push', href: '#/contention' }, 'Who is in whose way')));
}

function sessionCells(state, agent, now) {
  const work = workOf(state, agent);
  const { held, declared, waits: waiting } = stakes(state, agent.name, now);
  return [h('span', { class: 'two' }, agent.name, h('span', { class: 'muted' }, agent.kind)),
    h('span', { class: 'state' }, h('span', { class: `dot ${DOTS[agent.state] ?? 'none'}` }), STATES[agent.state] ?? agent.state),
    work.length === 0 ? h('span', { class: 'muted' }, 'nothing') : work.map(({ attempt }) => h('span', { class: 'clip wide', 'data-key': attempt.id, title: attempt.title }, attempt.title)),
    figure(whole(held)), figure(whole(declared)), waiting > 0 ? h('span', { class: 'warn' }, figure(waiting)) : figure(0), heard(agent, now)];
}

const heard = (agent, now) => agent.lastHeartbeat === null ? unknown('none arrived yet')
  : h('span', { class: 'nowrap' }, figure(span(now - agent.lastHeartbeat)), h('span', { class: 'muted' }, ' ago'));

const doing = ({ attempt, slot }) => h('span', { class: 'two', 'data-key': attempt.id },
  attempt.decisionId === null ? attempt.title : h('a', { class: 'link clip wide', href: `#/decisions/${encodeURIComponent(attempt.decisionId)}` }, attempt.title),
  h('span', { class: 'muted clip' }, `slot ${slot.slot} of ${attempt.slots.length}`, slot.percent !== null && `, ${slot.percent} %`, slot.message !== null && `, ${slot.message}`));

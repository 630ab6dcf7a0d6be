import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decode } from '../contract.js';
import { fileVitals, initial, LIMITS, reduce, vitals } from '../store.js';

const load = (event, name) => decode(event, readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
const picture = load('picture', 'FleetPicture');
const taskChanged = load('task', 'TaskChanged');
const attemptChanged = load('attempt', 'AttemptChanged');
const agentChanged = load('agent', 'AgentChanged');
const decisionMade = load('decision', 'DecisionMade');
const changes = [taskChanged, attemptChanged, agentChanged, decisionMade];

const fold = (messages, from = initial) => messages.reduce(reduce, from);
const known = fold([picture]);
const task = (id, seq, state, was) => ({ ...taskChanged, seq, was, task: { ...taskChanged.task, id, state, updatedAt: seq } });

test('a picture is the whole state', () => {
  assert.equal(known.known, true);
  assert.equal(known.mode, 'FALLBACK');
  assert.equal(known.tasks.size, 1);
  assert.deepEqual(known.counts, { READY: 1, LEASED: 1 });
});

test('what a proof of the hooks was denied is nobody who waits', () => {
  const denial = { id: 'd', at: 1, agent: 'claude-1', worktree: null, denials: 1, lease: {}, holder: { session: 'muster-prove-1', subagent: null } };
  const other = { ...denial, id: 'e', holder: { session: '5f0c1d2e', subagent: null } };
  assert.deepEqual([...reduce(initial, { ...picture, denials: [denial, other] }).denials.keys()], ['e']);
  assert.equal(reduce(known, { type: 'LeaseDenied', seq: 99, at: 1, denial }), known);
});

test('a change moves one count and carries the whole task', () => {
  const state = reduce(known, taskChanged);
  assert.deepEqual(state.counts, { READY: 1, LEASED: 0, RUNNING: 1 });
  assert.equal(state.tasks.get(taskChanged.task.id).state, 'RUNNING');
});

test('reduce changes nothing that it was given', () => {
  const before = structuredClone(known);
  fold(changes, known);
  assert.deepEqual(known, before);
});

test('folding everything twice changes nothing', () => {
  const once = fold(changes, known);
  assert.deepEqual(fold(changes, once), once);
});

test('what the picture already held changes nothing', () => {
  assert.equal(reduce(known, { ...taskChanged, seq: picture.seq }), known);
  assert.equal(reduce(known, { ...agentChanged, seq: picture.seq - 3 }), known);
});

test('an older state of an id never replaces a newer one, its count is still folded', () => {
  const late = fold([task('t', 52, 'RUNNING', 'LEASED'), task('t', 51, 'LEASED', 'READY')], known);
  assert.equal(late.tasks.get('t').state, 'RUNNING');
  assert.equal(late.counts.RUNNING, 1);
});

test('the order and the repetition of messages do not matter', () => {
  const seed = 20260302;
  let random = seed;
  const next = (n) => (random = (random * 1103515245 + 12345) % 2147483648) % n;
  const life = ['SUBMITTED', 'READY', 'LEASED', 'RUNNING', 'SUCCEEDED'];
  const start = { ...picture, taskCounts: { SUBMITTED: 40, READY: 40, LEASED: 40, RUNNING: 40 } };
  const messages = [];
  for (let i = 0; i < 60; i++) {
    const step = 1 + next(4);
    messages.push(task(`task_${i % 12}`, 100 + i, life[step], life[step - 1]));
  }
  const expected = fold([start, ...messages]);
  const shuffled = [...messages, ...messages.slice(0, 20)].map((message) => [next(1e6), message]).sort((a, b) => a[0] - b[0]).map(([, message]) => message);
  const found = fold([start, ...shuffled]);
  assert.deepEqual(found.counts, expected.counts, `seed ${seed}`);
  assert.deepEqual(new Map([...found.tasks].sort()), new Map([...expected.tasks].sort()), `seed ${seed}`);
});

test('memory is bounded, and what is over leaves first', () => {
  let state = reduce(known, task('open', 1000, 'RUNNING', null));
  for (let i = 0; i < LIMITS.tasks + 50; i++) state = reduce(state, task(`done_${i}`, 1001 + i, 'SUCCEEDED', null));
  for (let i = 0; i < LIMITS.decisions + 10; i++) {
    state = reduce(state, { ...decisionMade, seq: 5000 + i, decision: { ...decisionMade.decision, id: `d${i}`, at: i } });
  }
  for (let i = 0; i < LIMITS.attempts + 10; i++) {
    state = reduce(state, { ...attemptChanged, seq: 6000 + i, attempt: { ...attemptChanged.attempt, id: `a${i}`, closedAt: i === 0 ? null : i, openedAt: i } });
  }
  assert.equal(state.tasks.size, LIMITS.tasks);
  assert.ok(state.tasks.has('open'));
  assert.ok(!state.tasks.has('done_0'));
  assert.equal(state.decisions.size, LIMITS.decisions);
  assert.equal(state.attempts.size, LIMITS.attempts);
  assert.ok(state.attempts.has('a0'), 'the open attempt stays');
  assert.ok(state.counted.length <= LIMITS.counted);
  assert.equal(state.counts.SUCCEEDED, LIMITS.tasks + 50, 'counts go on beyond what is remembered');
});

test('a long queue pushes out neither its head nor what failed', () => {
  let state = reduce(known, task('failed', 1000, 'FAILED', null));
  for (let i = 0; i < LIMITS.tasks + 50; i++) {
    const ready = task(`ready_${i}`, 1001 + i, 'READY', null);
    state = reduce(state, { ...ready, task: { ...ready.task, submittedAt: i, updatedAt: i } });
  }
  assert.equal(state.tasks.size, LIMITS.tasks);
  assert.ok(state.tasks.has('failed'));
  assert.ok(state.tasks.has('ready_0'));
  assert.ok(!state.tasks.has(`ready_${LIMITS.tasks + 49}`));
});

test('a later picture keeps closed attempts of the same log and drops open ones', () => {
  const closed = { ...attemptChanged, seq: 60, attempt: { ...attemptChanged.attempt, id: 'closed', closedAt: 1, result: 'succeeded' } };
  const state = fold([attemptChanged, closed, { ...picture, seq: 70 }], known);
  assert.deepEqual([...state.attempts.keys()], ['closed']);
});

test('a picture with a lower seq is another log: nothing stays', () => {
  const state = fold([...changes, { ...picture, seq: 3, tasks: [], agents: [] }], known);
  assert.equal(state.attempts.size + state.decisions.size + state.tasks.size + state.agents.size, 0);
});

const golden = (event, name) => decode(event, readFileSync(new URL(`../../verticles/bus/src/test/resources/wire/${name}.json`, import.meta.url), 'utf8'));
const files = [golden('lease', 'LeaseChanged'), golden('denial', 'LeaseDenied'), golden('unleased', 'EditUnleased'), golden('declaration', 'DeclarationChanged'), golden('notice', 'NoticeChanged')];
const [granted, denied, edited, declared, noticed] = files;
const sizes = (state) => ['leases', 'denials', 'unleased', 'declarations', 'notices'].map((table) => state[table].size);

test('leases, denials, edits without a lease, declarations and notices are folded, each once', () => {
  const once = fold(files, known);
  assert.deepEqual(sizes(once), [1, 1, 1, 1, 1]);
  assert.deepEqual(fold(files, once), once);
  assert.deepEqual(fold([...files].reverse(), known).leases, once.leases);
});

test('what ended leaves, and a late word of it does not bring it back', () => {
  const over = [{ ...granted, seq: 90, ended: true }, { ...declared, seq: 91, declaration: { ...declared.declaration, state: 'ended' } }, { ...noticed, seq: 92, notice: { ...noticed.notice, reviewedAt: 1 } }];
  const state = fold([...files, ...over], known);
  assert.deepEqual(sizes(state), [0, 1, 1, 0, 0]);
  assert.deepEqual(sizes(fold(files, state)), [0, 1, 1, 0, 0]);
  assert.deepEqual(sizes(fold([...over, ...files], known)), [0, 1, 1, 0, 0]);
  assert.equal(reduce(state, { ...granted, seq: 93 }).leases.size, 1, 'a newer one is there again');
});

test('a picture replaces leases and denials, and says when there may have been more', () => {
  const whole = golden('picture', 'FleetPicture');
  const state = fold([...files, { ...whole, seq: 70 }], known);
  assert.deepEqual(sizes(state), [2, 1, 1, 1, 1]);
  assert.deepEqual(state.cut, {});
  const denials = Array.from({ length: 50 }, (_, i) => ({ ...whole.denials[0], id: `d${i}`, at: 1000 + i }));
  assert.deepEqual(reduce(state, { ...whole, seq: 71, denials }).cut, { denials: 1000 });
});

test('what is told of files is bounded', () => {
  let state = known;
  for (let i = 0; i < LIMITS.leases + 5; i++) state = reduce(state, { ...granted, seq: 1000 + i, lease: { ...granted.lease, id: `l${i}`, grantedAt: i } });
  for (let i = 0; i < LIMITS.denials + 5; i++) state = reduce(state, { ...denied, seq: 9000 + i, denial: { ...denied.denial, id: `d${i}`, at: i } });
  for (let i = 0; i < LIMITS.gone + 5; i++) state = reduce(state, { ...granted, seq: 20_000 + i, ended: true, lease: { ...granted.lease, id: `l${i}` } });
  assert.equal(state.denials.size, LIMITS.denials);
  assert.ok(!state.denials.has('d0'), 'the oldest denial left');
  assert.equal(state.gone.size, LIMITS.gone);
  assert.equal(state.leases.size, LIMITS.leases - LIMITS.gone - 5);
});

test('the longest held leases stay when there are too many', () => {
  let state = known;
  for (let i = 0; i < LIMITS.leases + 5; i++) state = reduce(state, { ...granted, seq: 1000 + i, lease: { ...granted.lease, id: `l${i}`, grantedAt: i } });
  assert.equal(state.leases.size, LIMITS.leases);
  assert.ok(state.leases.has('l0') && !state.leases.has(`l${LIMITS.leases}`));
});

test('counts of files are of the hour before', () => {
  const at = Date.parse('2026-03-02T09:40:00Z');
  const state = fold([...files, { ...declared, seq: 80, declaration: { ...declared.declaration, id: 'parked', state: 'parked' } },
    { ...declared, seq: 81, declaration: { ...declared.declaration, id: 'reads', readOnly: true } }], known);
  assert.deepEqual(fileVitals(state, at), { leases: 1, denials: 1, unleased: 1, declared: 1, parked: 1 });
  assert.deepEqual(fileVitals(state, at + 3_600_000), { leases: 1, denials: 0, unleased: 0, declared: 1, parked: 1 });
});

test('a command is over when the event of what it is about comes back', () => {
  const { id } = granted.lease;
  const told = (state, text = null) => ({ type: 'CommandChanged', id, command: { state, text } });
  const sent = fold([granted, told('sent')], known);
  assert.equal(sent.commands.get(id).state, 'sent');
  assert.equal(reduce(sent, told('refused', 'No.')).commands.get(id).text, 'No.');
  const done = reduce(sent, { ...granted, seq: 90, ended: true });
  assert.equal(done.commands.size, 0);
  assert.equal(reduce(done, told('late', 'Late.')).commands.size, 0, 'nothing is late that came');
});

test('a dropped message is counted, a lost connection keeps the picture', () => {
  const lost = { type: 'ConnectionChanged', connection: { state: 'lost', tries: 2, lostAt: 5, nextAt: 9 } };
  const state = fold([{ type: 'MessageDropped' }, lost], known);
  assert.equal(state.dropped, 1);
  assert.equal(state.connection.tries, 2);
  assert.equal(state.tasks, known.tasks);
});

test('the vitals are sampled each five seconds while live, 36 of them', () => {
  const live = { type: 'ConnectionChanged', connection: { state: 'live', tries: 0, lostAt: null, nextAt: null } };
  let state = reduce(known, live);
  for (let second = 0; second < 300; second++) state = reduce(state, { type: 'TimePassed', at: second * 1000 });
  assert.equal(state.samples.length, LIMITS.samples);
  assert.equal(state.samples.at(-1).waiting, vitals(state).waiting);
});

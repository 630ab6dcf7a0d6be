import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decode } from '../contract.js';
import { initial, LIMITS, reduce, vitals } from '../store.js';

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

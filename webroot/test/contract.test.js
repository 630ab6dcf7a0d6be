import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decode, Malformed } from '../contract.js';

const HERE = dirname(fileURLToPath(import.meta.url));
/** The host's own golden files, when they are there, else this folder's. */
const FOLDERS = [join(HERE, 'fixtures'), join(HERE, '../../verticles/bus/src/test/resources/wire')];
const EVENTS = {
  FleetPicture: 'picture', TaskChanged: 'task', AttemptChanged: 'attempt', AgentChanged: 'agent', DecisionMade: 'decision',
};
const fixture = (name) => JSON.parse(readFileSync(join(FOLDERS[0], `${name}.json`), 'utf8'));
const read = (name, change = (it) => it) => decode(EVENTS[name], JSON.stringify(change(fixture(name))));

for (const folder of FOLDERS) {
  let files = [];
  try {
    files = readdirSync(folder);
  } catch {
    console.log(`no golden files of the host at ${folder}: only the page's own are read`);
  }
  for (const [name, event] of Object.entries(EVENTS)) {
    if (!files.includes(`${name}.json`)) continue;
    test(`${name} of ${folder.includes('wire') ? 'the host' : 'the page'} is read`, () => {
      const message = decode(event, readFileSync(join(folder, `${name}.json`), 'utf8'));
      assert.equal(message.type, name);
      assert.ok(Number.isSafeInteger(message.seq));
    });
  }
}

test('times become milliseconds and names the words of the page', () => {
  const { task, was } = read('TaskChanged');
  assert.equal(task.updatedAt, Date.parse('2026-03-02T09:30:00.250Z'));
  assert.deepEqual(task.dependsOn, ['task_0197a1a0']);
  assert.equal(was, 'LEASED');
});

test('a field of a later version is ignored', () => {
  const message = read('AgentChanged', (it) => ({ ...it, mood: 'good', agent: { ...it.agent, hat: 1 } }));
  assert.deepEqual(message, read('AgentChanged'));
});

test('an event of a later version is left out', () => {
  assert.equal(decode('weather', '{}'), null);
  assert.equal(decode('constructor', '{}'), null);
});

test('an optional field may be absent', () => {
  const { task } = read('TaskChanged', ({ task: { held, ...rest }, ...it }) => ({ ...it, task: rest }));
  assert.equal(task.held, null);
});

test('an unknown feature stays unknown and is not zero', () => {
  const { decision } = read('DecisionMade');
  assert.equal(decision.features.filter(({ value }) => value === null).length, 4);
});

const refused = {
  'not JSON': ['task', '{'],
  'a list instead of an object': ['task', '[]'],
  'null': ['picture', 'null'],
  'a seq that is no whole number': ['task', JSON.stringify({ ...fixture('TaskChanged'), seq: 1.5 })],
  'a missing id': ['agent', JSON.stringify({ ...fixture('AgentChanged'), agent: { name: 'a1' } })],
  'a time that is none': ['task', JSON.stringify({ ...fixture('TaskChanged'), at: 'soon' })],
  'a title that is markup in an object': ['task', JSON.stringify({ ...fixture('TaskChanged'), task: { ...fixture('TaskChanged').task, title: { html: '<b>' } } })],
  'a negative count': ['picture', JSON.stringify({ ...fixture('FleetPicture'), task_counts: { READY: -1 } })],
};
for (const [what, [event, data]] of Object.entries(refused)) {
  test(`${what} is refused`, () => assert.throws(() => decode(event, data), Malformed));
}

test('a refusal names the path, what was expected and what was found', () => {
  assert.throws(() => read('AttemptChanged', (it) => ({ ...it, attempt: { ...it.attempt, slots: [{ slot: 'first' }] } })),
    { message: 'attempt.attempt.slots[0].slot must be a whole number, was "first"' });
});

test('a title cannot turn the direction of its text', () => {
  const said = read('TaskChanged', (it) => ({ ...it, task: { ...it.task, title: 'a\u202elive\u202c \u05e9\u05dc' } }));
  assert.equal(said.task.title, 'alive \u05e9\u05dc');
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decode, Malformed } from '../contract.js';

const HERE = dirname(fileURLToPath(import.meta.url));
/** The host's own golden files, when they are there, else this folder's. */
const FOLDERS = [join(HERE, 'fixtures'), join(HERE, '../../verticles/bus/src/test/resources/wire')];
const EVENTS = {
  FleetPicture: 'picture', TaskChanged: 'task', AttemptChanged: 'attempt', AgentChanged: 'agent', DecisionMade: 'decision',
  LeaseChanged: 'lease', LeaseDenied: 'denial', EditUnleased: 'unleased', DeclarationChanged: 'declaration', NoticeChanged: 'notice',
};
/** What only the host's folder holds is read there. */
const fixture = (name) => JSON.parse(readFileSync(join(FOLDERS.find((folder) => existsSync(join(folder, `${name}.json`))), `${name}.json`), 'utf8'));
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

test('a lease says who holds which file, since when and until when', () => {
  const { cause, ended, lease } = read('LeaseChanged');
  assert.deepEqual([cause, ended, lease.agent, lease.fence, lease.edits, lease.lent], ['granted', false, 'claude-5f0c1d2e', 101, 3, false]);
  assert.deepEqual(lease.file, { repo: '/repos/shop/.git', worktree: '/repos/shop', path: 'src/Webhook.java' });
  assert.deepEqual(lease.holder, { session: '5f0c1d2e-claude', subagent: null });
  assert.equal(lease.until - lease.renewedAt, 600_000);
  assert.equal(lease.heldAtMost - lease.grantedAt, 3_600_000);
});

test('a denial and an edit without a lease get an id from what they say, the same in picture and event', () => {
  const picture = JSON.parse(readFileSync(join(FOLDERS[1], 'FleetPicture.json'), 'utf8'));
  const { denials, unleased } = decode('picture', JSON.stringify(picture));
  assert.equal(read('LeaseDenied').denial.id, denials[0].id);
  assert.equal(read('EditUnleased').edit.id, unleased[0].id);
});

test('an edit without a lease may be nobody’s', () => {
  const { edit } = read('EditUnleased', (it) => ({ ...it, edit: { ...it.edit, holder: null, agent: null } }));
  assert.deepEqual([edit.holder, edit.agent], [null, null]);
});

test('a declaration names files with their lines, and a notice who counted what', () => {
  assert.deepEqual(read('DeclarationChanged').declaration.files, [{ path: 'src/Webhook.java', lines: [{ from: 10, to: 42 }] }, { path: 'pom.xml', lines: [] }]);
  const { notice } = read('NoticeChanged');
  assert.deepEqual([notice.kind, notice.count, notice.reviewedAt], ['unleased_edits', 2, null]);
});

const refused = {
  'not JSON': ['task', '{'],
  'a list instead of an object': ['task', '[]'],
  'null': ['picture', 'null'],
  'a seq that is no whole number': ['task', JSON.stringify({ ...fixture('TaskChanged'), seq: 1.5 })],
  'a missing id': ['agent', JSON.stringify({ ...fixture('AgentChanged'), agent: { name: 'a1' } })],
  'a time that is none': ['task', JSON.stringify({ ...fixture('TaskChanged'), at: 'soon' })],
  'a title that is markup in an object': ['task', JSON.stringify({ ...fixture('TaskChanged'), task: { ...fixture('TaskChanged').task, title: { html: '<b>' } } })],
  'a lease without a file': ['lease', JSON.stringify({ ...fixture('LeaseChanged'), lease: { ...fixture('LeaseChanged').lease, file: null } })],
  'a lease that may be over': ['lease', JSON.stringify({ ...fixture('LeaseChanged'), ended: 'perhaps' })],
  'a picture without leases': ['picture', JSON.stringify({ ...fixture('FleetPicture'), leases: undefined })],
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endSession, openSession } from '../session.js';

function tab(hash, kept = null, answer = () => Response.json({ token: 'fresh' })) {
  const items = new Map(kept ? [['muster.token', kept]] : []);
  const events = [];
  return {
    events,
    items,
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_, __, url) => events.push(`address ${url}`) },
    storage: { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value), removeItem: (key) => items.delete(key) },
    fetch: async (url, { body }) => {
      events.push(`${url} ${body}`);
      return answer();
    },
  };
}

test('the code leaves the address before it is exchanged for a token of this tab', async () => {
  const it = tab('#code=a%2Fb');
  assert.equal(await openSession(it), 'fresh');
  assert.deepEqual(it.events, ['address /', '/api/v1/session {"code":"a/b"}']);
  assert.equal(it.items.get('muster.token'), 'fresh');
});

test('a tab with a token asks nobody', async () => {
  const it = tab('#/decisions', 'kept');
  assert.equal(await openSession(it), 'kept');
  assert.deepEqual(it.events, []);
});

test('a used code is refused, and a token that is there still serves', async () => {
  const refuse = () => new Response(null, { status: 401 });
  assert.equal(await openSession(tab('#code=used', null, refuse)), null);
  assert.equal(await openSession(tab('#code=used', 'kept', refuse)), 'kept');
});

test('a session that ended leaves nothing behind', () => {
  const it = tab('', 'kept');
  endSession(it.storage);
  assert.equal(it.items.size, 0);
});

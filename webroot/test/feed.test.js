import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { backoff, eventParser, openFeed } from '../feed.js';

const stream = ': hello\n\nid: 7\nevent: task\ndata: {"a":1}\n\nid: 8\ndata: one\ndata: two\n\n';
const expected = [{ id: '7', event: 'task', data: '{"a":1}' }, { id: '8', event: 'message', data: 'one\ntwo' }];

test('events are read whole', () => assert.deepEqual(eventParser()(stream), expected));

test('events are read whatever the chunks are', () => {
  for (const text of [stream, stream.replaceAll('\n', '\r\n'), stream.replaceAll('\n', '\r')]) {
    for (let size = 1; size < 9; size++) {
      const push = eventParser();
      const found = [];
      for (let at = 0; at < text.length; at += size) found.push(...push(text.slice(at, at + size)));
      found.push(...push('\n'));
      assert.deepEqual(found, expected, `chunks of ${size}`);
    }
  }
});

test('an event that never ended is not delivered', () => {
  assert.deepEqual(eventParser()('id: 1\nevent: task\ndata: {}\n'), []);
});

test('a comment is no event, a field without a value is empty', () => {
  assert.deepEqual(eventParser()(': tick\n\ndata\n\n'), [{ id: null, event: 'message', data: '' }]);
});

test('the wait doubles, is bounded and is spread', () => {
  assert.equal(backoff(1, 0.5), 500);
  assert.equal(backoff(3, 0.5), 2000);
  assert.equal(backoff(40, 0.5), 15_000);
  assert.ok(backoff(1, 0) < 500 && backoff(1, 0.99) > 500);
});

const picture = JSON.stringify(JSON.parse(readFileSync(new URL('./fixtures/FleetPicture.json', import.meta.url), 'utf8')));

/** A host that gives each answer once, then refuses. */
function feedOf(answers) {
  const seen = [];
  const messages = [];
  return new Promise((resolve) => {
    const feed = openFeed({
      url: '/api/v1/events', token: 'secret',
      fetch: async (url, { headers }) => {
        seen.push(headers);
        const answer = answers.shift();
        if (answer === 'down') throw new TypeError('fetch failed');
        return answer === undefined ? new Response(null, { status: 401 }) : new Response(answer);
      },
      onMessage: (message) => {
        messages.push(message);
        if (message.connection?.state === 'lost') queueMicrotask(() => feed.retry());
      },
      onRefused: () => resolve({ seen, messages }),
    });
  });
}

test('the feed sends the token, goes on after the last id and stops when refused', async () => {
  const { seen, messages } = await feedOf([`id: 40\nevent: picture\ndata: ${picture}\n\n`, 'down']);
  assert.deepEqual(seen.map((headers) => headers['Last-Event-ID']), [undefined, '40', '40']);
  assert.ok(seen.every((headers) => headers.Authorization === 'Bearer secret'));
  const words = messages.map((message) => message.connection?.state ?? message.type);
  assert.deepEqual(words, ['connecting', 'live', 'FleetPicture', 'lost', 'lost']);
  assert.deepEqual(messages.filter((m) => m.connection?.state === 'lost').map((m) => m.connection.tries), [1, 2]);
});

test('a malformed event is counted and left out, the next one is read', async () => {
  const { messages } = await feedOf([`id: 1\nevent: task\ndata: {}\n\nid: 40\nevent: picture\ndata: ${picture}\n\n`]);
  const words = messages.map((message) => message.type).filter((type) => type !== 'ConnectionChanged');
  assert.deepEqual(words, ['MessageDropped', 'FleetPicture']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCommands } from '../command.js';

/** A host that answers each command in the same way. */
function hostOf(answer) {
  const posted = [];
  const told = [];
  const later = [];
  const commands = openCommands({
    token: () => 'secret', tell: ({ id, command }) => told.push([id, command.state, command.text]), after: (run, ms) => later.push([run, ms]),
    fetch: async (path, { method, headers, body }) => {
      posted.push([method, path, headers.Authorization, body]);
      return answer();
    },
  });
  return { commands, posted, told, later };
}

test('a release names the lease and carries the token', async () => {
  const { commands, posted, told } = hostOf(() => Response.json({ leases: [] }));
  await commands.release('lease_1');
  assert.deepEqual(posted, [['POST', '/api/v1/leases/release', 'Bearer secret', '{"ids":["lease_1"]}']]);
  assert.deepEqual(told, [['lease_1', 'sent', null]], 'that it was done is told by the event');
});

test('a review names the notice in its address', async () => {
  const { commands, posted } = hostOf(() => Response.json({}));
  await commands.review('notice_1/x');
  assert.deepEqual(posted, [['POST', '/api/v1/notices/notice_1%2Fx/review', 'Bearer secret', '{}']]);
});

test('a refusal is told in the host’s words', async () => {
  const problem = Response.json({ detail: 'the notice was forgotten with its repository' }, { status: 404 });
  const { commands, told, later } = hostOf(() => problem);
  await commands.review('notice_1');
  assert.deepEqual(told.at(-1), ['notice_1', 'refused', 'The notice was forgotten with its repository.']);
  assert.equal(later.length, 0);
});

test('a refusal without words names its status, an old link the way to a new one', async () => {
  const saidTo = async (answer) => {
    const { commands, told } = hostOf(answer);
    await commands.release('l');
    return told.at(-1)[2];
  };
  assert.equal(await saidTo(() => new Response('<html>', { status: 502 })), 'The host answered 502.');
  assert.match(await saidTo(() => new Response(null, { status: 401 })), /\.\/muster open/);
  assert.equal(await saidTo(() => Promise.reject(new TypeError('fetch failed'))), 'The host did not answer. Ask again when it is back.');
});

test('an event that does not come makes the button free again after ten seconds', async () => {
  const { commands, told, later } = hostOf(() => Response.json({}));
  await commands.release('l');
  const [[run, ms]] = later;
  run();
  assert.equal(ms, 10_000);
  assert.equal(told.at(-1)[1], 'late');
});

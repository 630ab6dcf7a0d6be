import { readModels } from './contract-models.js';
import { Malformed } from './readers.js';

/**
 * Commands to the host: small POSTs with the token of this tab. A command is told to the page as
 * sent, and as refused with the host's words; that it was done is told by the event that comes back.
 */
const ANSWER_MS = 10_000;

/** An event this late did not come with the answer: the button is free again. */
const EVENT_MS = 10_000;

/** @param {{token: Function, tell: Function, fetch: Function, after: Function}} on after = setTimeout */
export function openCommands({ token, tell, fetch, after = (run, ms) => setTimeout(run, ms) }) {
  const told = (id, state, text = null) => tell({ type: 'CommandChanged', id, command: { state, text } });

  async function send(id, path, body) {
    told(id, 'sent');
    const refusal = await post(path, body);
    if (refusal !== null) told(id, 'refused', refusal);
    else after(() => told(id, 'late', 'The host agreed, but its event has not arrived here.'), EVENT_MS);
  }

  /** A command about models: the host answers with all of them as they then stand. */
  async function switchModel(id) {
    told(id, 'sent');
    const refusal = await post(modelPath(id), {}, (answer) => tell({ type: 'ModelsSwitched', id, models: readModels(answer) }));
    if (refusal !== null) told(id, 'refused', refusal);
  }

  /** Null, or why the host did not do it; `taken` reads the answer. */
  async function post(path, body, taken = null) {
    try {
      const response = await fetch(`/api/v1/${path}`, {
        method: 'POST', signal: AbortSignal.timeout(ANSWER_MS), cache: 'no-store', body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token()}` },
      });
      if (response.ok) {
        if (taken !== null) taken(await response.json());
        return null;
      }
      if (response.status === 401) return 'This page needs a new link: run ./muster open in a terminal.';
      const problem = await response.json().catch(() => ({}));
      return typeof problem.detail === 'string' ? sentence(problem.detail) : `The host answered ${response.status}.`;
    } catch (failure) {
      if (failure instanceof Malformed) return 'The host agreed in words that this page does not read; reload the page.';
      return 'The host did not answer. Ask again when it is back.';
    }
  }

  return {
    enable: (plugin) => send(plugin, `plugins/${encodeURIComponent(plugin)}/enable`, {}),
    disable: (plugin) => send(plugin, `plugins/${encodeURIComponent(plugin)}/disable`, {}),
    release: (lease) => send(lease, 'leases/release', { ids: [lease] }),
    model: switchModel,
    mode: (id) => send(id, 'mode', modeBody(id)),
    review: (notice) => send(notice, `notices/${encodeURIComponent(notice)}/review`, {}),
  };
}

/** Of "model promote ID", "model rollback", "model pin" and "model unpin". */
function modelPath(id) {
  const [, verb, model] = id.split(' ');
  return verb === 'promote' ? `models/${encodeURIComponent(model)}/promote` : `models/${verb}`;
}

/** Of "mode auto" and "mode EMERGENCY". */
const modeBody = (id) => (id === 'mode auto' ? {} : { mode: id.slice(5), why: 'ordered on the page' });

/** The host's words as a sentence. */
const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, '')}.`;

import { decode } from './contract.js';

/**
 * The live feed: server-sent events read by fetch, because EventSource cannot send a bearer token.
 * It reconnects with Last-Event-ID until the host refuses the token.
 */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The host writes a comment each 10 s; two missed and a half mean that nobody is there. */
const SILENCE_MS = 25_000;
/** No event is near this size: a longer one is not our stream. */
const EVENT_CHARS_MAX = 8_000_000;

/** The wait before try number `tries` (from 1): doubling, bounded, spread by `random` in [0,1). */
export const backoff = (tries, random) =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) * (0.75 + 0.5 * random);

/** A parser of server-sent events: push(text) returns the events that the text completed. */
export function eventParser() {
  let rest = '';
  let id = null;
  let event = '';
  let data = [];
  const events = [];
  function line(text) {
    if (text === '') {
      if (data.length > 0) events.push({ id, event: event || 'message', data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(text);
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }
  return function push(text) {
    rest += text;
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    if (rest.length > EVENT_CHARS_MAX) throw new Error('an event must end within 8 MB');
    lines.forEach(line);
    return events.splice(0);
  };
}

/**
 * Reads the feed for ever.
 * @param {{url: string, token: string, onMessage: Function, onRefused: Function, fetch: Function}} on
 * @returns {{retry: Function}} retry: do not wait for the next try
 */
export function openFeed({ url, token, onMessage, onRefused, fetch }) {
  let lastId = null;
  let tries = 0;
  let lostAt = null;
  let wake = () => {};

  const tell = (state, nextAt = null) =>
    onMessage({ type: 'ConnectionChanged', connection: { state, tries, lostAt, nextAt } });

  function deliver({ id, event, data }) {
    try {
      const message = decode(event, data);
      if (message) onMessage(message);
    } catch (failure) {
      console.warn(`event ${event} ${id} left out: ${failure.message}`);
      onMessage({ type: 'MessageDropped' });
    }
    lastId = id;
  }

  /** One connection, until it ends. True when the host refused the token. */
  async function connect() {
    const stop = new AbortController();
    let silence = setTimeout(() => stop.abort(), SILENCE_MS);
    try {
      const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${token}` };
      if (lastId !== null) headers['Last-Event-ID'] = lastId;
      const response = await fetch(url, { headers, signal: stop.signal, cache: 'no-store' });
      if (response.status === 401 || response.status === 403) return true;
      if (!response.ok) return false;
      tries = 0;
      lostAt = null;
      tell('live');
      const push = eventParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return false;
        clearTimeout(silence);
        silence = setTimeout(() => stop.abort(), SILENCE_MS);
        push(value).forEach(deliver);
      }
    } catch {
      return false; // weather: the network, a restart, silence; the next try tells
    } finally {
      clearTimeout(silence);
      stop.abort();
    }
  }

  async function run() {
    tell('connecting');
    while (!(await connect())) {
      lostAt ??= Date.now();
      tries += 1;
      const wait = backoff(tries, Math.random());
      tell('lost', Date.now() + wait);
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait);
      });
    }
    onRefused();
  }

  run();
  return { retry: () => wake() };
}

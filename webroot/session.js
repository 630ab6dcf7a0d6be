/**
 * The page's session: the single-use code in the address is exchanged for a token that lives in
 * this tab only. The code leaves the address before anything else happens.
 */
const KEY = 'muster.token';

/** @returns {Promise<?string>} the token, or null when a new link is needed */
export async function openSession({ location, history, storage, fetch }) {
  const code = /^#code=(.+)$/.exec(location.hash)?.[1];
  if (code === undefined) return storage.getItem(KEY);
  history.replaceState(null, '', location.pathname + location.search);
  const response = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: decodeURIComponent(code) }),
  });
  if (!response.ok) return storage.getItem(KEY);
  const { token } = await response.json();
  storage.setItem(KEY, token);
  return token;
}

/** The token of this tab, or null. */
export const tokenOf = (storage) => storage.getItem(KEY);

/** A token that the host refused is of no more use. */
export const endSession = (storage) => storage.removeItem(KEY);

/** Readers of the wire: each takes a value and its path, and returns what the page needs or refuses it. */

/** A message that breaks the contract; the sentence names the path, what was expected and found. */
export class Malformed extends Error {}

const wrong = (path, expected, found) =>
  new Malformed(`${path} must be ${expected}, was ${String(JSON.stringify(found)).slice(0, 60)}`);

export function object(value, path) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(path, 'an object', value);
  }
  return value;
}

/** Marks that turn the direction of the text after them: a title could make itself read as another. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function text(value, path) {
  if (typeof value !== 'string') throw wrong(path, 'a string', value);
  return value.replace(DIRECTION, '');
}

export function number(value, path) {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(path, 'a number', value);
  return value;
}

export function whole(value, path) {
  if (!Number.isSafeInteger(value) || value < 0) throw wrong(path, 'a whole number', value);
  return value;
}

export function time(value, path) {
  const at = Date.parse(text(value, path));
  if (Number.isNaN(at)) throw wrong(path, 'an ISO 8601 time', value);
  return at;
}

export function flag(value, path) {
  if (typeof value !== 'boolean') throw wrong(path, 'true or false', value);
  return value;
}

export const optional = (read) => (value, path) => (value === undefined || value === null ? null : read(value, path));

export const list = (read) => (value, path) => {
  if (!Array.isArray(value)) throw wrong(path, 'a list', value);
  return value.map((item, index) => read(item, `${path}[${index}]`));
};

/** A reader of an object: each of the page's names with the wire's name and its reader. */
export const shape = (fields) => (value, path) => {
  object(value, path);
  const read = {};
  for (const [name, [wire, reader]] of Object.entries(fields)) {
    read[name] = reader(value[wire], `${path}.${wire}`);
  }
  return read;
};

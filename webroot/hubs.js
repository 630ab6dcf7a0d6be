/**
 * Files that many tasks share, by the host's globs and read as the host does: `*` and `?` stay
 * within a folder, two stars and a slash are any number of folders, a glob without a slash is of the name alone. Pure.
 */
const read = new WeakMap();
const PARTS = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

const pattern = (glob) => new RegExp(`^${glob.replace(/\*\*\/|\*\*|[*?]|[^\w/]/g, (part) => PARTS[part] ?? `\\${part}`)}$`, 's');

/** Whether a path relative to its worktree is a hub file. */
export function isHub({ hubFiles }, path) {
  if (!read.has(hubFiles)) read.set(hubFiles, hubFiles.map((glob) => [glob.includes('/'), pattern(glob)]));
  const name = path.slice(path.lastIndexOf('/') + 1);
  return read.get(hubFiles).some(([whole, glob]) => glob.test(whole ? path : name));
}

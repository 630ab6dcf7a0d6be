/** How the page names repositories, worktrees and files: short, with the whole path one step away. */
const last = (path) => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;

/** The folder of the repository, from the real path of its git directory: shop of /repos/shop/.git. */
const repoFolder = (repo) => repo.replace(/[\\/]\.git[\\/]?$/, '');

export const repoName = (repo) => last(repoFolder(repo));

export const worktreeName = (worktree) => last(worktree);

/** A name for each of these repositories; two of the same name also name the folder above. */
export function repoNames(repos) {
  const paths = [...new Set(repos)].sort();
  const alone = (repo) => paths.filter((other) => repoName(other) === repoName(repo)).length === 1;
  const above = (repo) => repoFolder(repo).split(/[\\/]/).filter(Boolean).slice(-2).join('/');
  const named = paths.map((repo) => [repo, alone(repo) ? repoName(repo) : above(repo)]);
  return new Map(named.sort(([, a], [, b]) => a.localeCompare(b, 'en')));
}

/** ['src/auth/', 'session.ts']; a file of the root has an empty folder. */
export function folderAndName(path) {
  const cut = path.lastIndexOf('/') + 1;
  return [path.slice(0, cut), path.slice(cut)];
}

/** The address of a file in the contention view; the repository is named when there is more than one. */
export function fileLink(path, repo = null) {
  const query = new URLSearchParams(repo === null ? { file: path } : { repo, file: path });
  return `#/contention?${query}`;
}

/** The whole path, as a terminal would want it. */
export const wholePath = (worktree, path) => `${worktree}/${path}`;

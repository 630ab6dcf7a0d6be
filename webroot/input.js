/**
 * Clicks and keys that are not links: copy, retry, skip, commands and the question before them, `g`
 * and a letter for a view, `j` and `k` for rows, `.` for the action of a row.
 */
export function listen({ main, retry, act, ask, views }) {
  let prefixed = false;
  document.addEventListener('click', (event) => {
    const { target } = event;
    if (target.closest('[data-retry]')) retry();
    const button = target.closest('[data-copy]');
    if (button) navigator.clipboard.writeText(button.dataset.copy).then(() => button.classList.add('done'));
    if (target.closest('[data-skip]')) {
      event.preventDefault();
      main.focus();
    }
    target.closest('[data-close]')?.closest('dialog').close();
    const command = target.closest('[data-act], [data-ask]');
    if (!command || command.ariaDisabled === 'true') return;
    if (command.dataset.ask) ask(command.dataset.ask);
    else act(command.dataset.act, command.dataset.id);
  });
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return;
    const view = prefixed && views.find((name) => name[0] === key);
    if (view) location.hash = `#/${view}`;
    prefixed = key === 'g';
    if (key === 'j' || key === 'k') step(main, key === 'j' ? 1 : -1);
    if (key === '.') document.activeElement.closest('tr, li')?.querySelector('button')?.focus();
  });
}

/** Focus the next or previous row of the list at hand. */
function step(main, by) {
  const rows = [...main.querySelectorAll('.dlist a, [data-row]')];
  const at = rows.indexOf(document.activeElement);
  const from = at < 0 ? rows.findIndex((row) => row.hasAttribute('aria-current')) - (by > 0 ? 1 : 0) : at;
  rows[Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
}

/** How the page's state folds the lists it asks for: plugins, models, figures. Pure. */

/** The list is the whole truth of its moment; until the next one an event may tell of one plugin. */
export function pluginsListed(state, plugins, most) {
  const known = (id) => state.plugins?.get(id)?.seq ?? -1;
  return { ...state, pluginsWhy: null, pluginsOf: state.pictureSeq, plugins: new Map(plugins.slice(0, most).map((plugin) => [plugin.id, { ...plugin, seq: known(plugin.id) }])) };
}

/** A command about a plugin is over when it changed; one whose file is gone goes. */
export function pluginChanged(state, { plugin, seq, cause }, most) {
  const plugins = state.plugins ?? new Map();
  if (seq <= (plugins.get(plugin.id)?.seq ?? -1)) return state;
  const commands = new Map(state.commands);
  commands.delete(plugin.id);
  const rows = new Map(plugins);
  if (cause === 'removed') rows.delete(plugin.id);
  else if (rows.has(plugin.id) || rows.size < most) rows.set(plugin.id, { ...plugin, seq });
  return { ...state, commands, plugins: rows };
}

/** The list is the whole truth of its moment. */
export function modelsListed(state, models, most) {
  return { ...state, modelsWhy: null, models: { ...models, cards: models.cards.slice(0, most) } };
}

/** The host's answer to a command is its list; with it the command and the question before it are over. */
export function modelsSwitched(state, { id, models }, most) {
  const commands = new Map(state.commands);
  commands.delete(id);
  return { ...modelsListed(state, models, most), commands, asked: state.asked === id ? null : state.asked };
}

/** One card as an event tells it; the counts beside the cards wait for the next list. */
export function modelChanged(state, { card, seq }, most) {
  if (state.models === null || seq <= (state.modelSeqs.get(card.id) ?? -1)) return state;
  const rest = state.models.cards.filter(({ id }) => id !== card.id);
  const cards = [card, ...rest].sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1)).slice(0, most);
  const modelSeqs = new Map([...state.modelSeqs, [card.id, seq]].slice(-most));
  return { ...state, modelSeqs, models: { ...state.models, cards } };
}

/** The picture carries the mode too; what is older than it changes nothing. What was asked about it is answered. */
export function modeChanged(state, { seq, status }) {
  if (seq <= state.modeSeq) return state;
  const asks = (id) => id?.startsWith('mode ');
  return { ...state, modeSeq: seq, mode: status.mode, modeReason: status.reason, asked: asks(state.asked) ? null : state.asked,
    commands: new Map([...state.commands].filter(([id]) => !asks(id))) };
}

/** Elements without markup: text is always a text node, so nothing an agent says can become code. */
const SVG = 'http://www.w3.org/2000/svg';

/** h('p', {class: 'soft'}, 'text', child, null): an HTML element; null, false and '' are left out. */
export const h = (tag, props, ...children) => fill(document.createElement(tag), props, children);

/** The same for SVG. */
export const s = (tag, props, ...children) => fill(document.createElementNS(SVG, tag), props, children);

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  const present = children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== '');
  element.append(...present.map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/**
 * Makes the children of `parent` equal to `children` and touches only what differs, so focus,
 * scroll and selection stay. Rows that move carry data-key.
 */
export function patch(parent, ...children) {
  patchChildren(parent, h('div', null, children));
}

function patchChildren(old, fresh) {
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const match = partner(at, node);
    if (!match) {
      old.insertBefore(node, at);
      continue;
    }
    if (match !== at) old.insertBefore(match, at);
    patchNode(match, node);
    at = match.nextSibling;
  }
  while (at) {
    const rest = at.nextSibling;
    at.remove();
    at = rest;
  }
}

/** The node at hand when it is of the same sort; for a keyed one also any later sibling. */
function partner(at, node) {
  if (at && alike(at, node)) return at;
  if (!keyOf(node)) return null;
  for (let later = at; later; later = later.nextSibling) if (alike(later, node)) return later;
  return null;
}

const keyOf = (node) => node.dataset?.key;
const alike = (a, b) => a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

function patchNode(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  patchChildren(old, fresh);
}

// Templates of the page, filled with text. Nothing is ever parsed as HTML.

/// A clone of a template: `data-text` names a text, node or list of nodes, `data-href` an address, `data-label` an accessible name, and what
/// has `data-if` goes where there is no such value.
export function fill(template, values = {}) {
    const part = document.getElementById(`t-${template}`).content.cloneNode(true);
    for (const element of part.querySelectorAll('[data-if]')) {
        if (!values[element.dataset.if]) element.remove();
    }
    for (const element of part.querySelectorAll('[data-text]')) {
        element.replaceChildren(...[values[element.dataset.text] ?? ''].flat());
    }
    for (const element of part.querySelectorAll('[data-href]')) element.href = values[element.dataset.href];
    for (const element of part.querySelectorAll('[data-label]')) element.ariaLabel = values[element.dataset.label];
    return part;
}

/// A new element; properties that begin with `data-` or `aria-`, or are no properties of it, become attributes.
export function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (value === undefined) continue;
        if (name in element && name !== 'list') element[name] = value;
        else element.setAttribute(name, value);
    }
    element.append(...children.flat().filter(child => child !== undefined && child !== null));
    return element;
}

export const link = (href, ...text) => make('a', { href }, ...text);

/// Names and values of a `dl`; pairs without a value are left out.
export function facts(pairs) {
    return pairs.filter(([, value]) => value !== undefined && value !== '' && value !== null && value?.length !== 0)
        .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value)));
}

export const paragraphs = texts => texts.filter(Boolean).map(text => make('p', {}, text));

/// Fills a part of the page again only where what it shows has changed, so that polling leaves everything else alone.
///
/// @param shown all that it shows
/// @param build the new nodes
export function show(slot, shown, build) {
    const key = JSON.stringify(shown, (name, value) => typeof value === 'bigint' ? `${value}` : value);
    if (slot.dataset.shown === key) return;
    const focused = slot.contains(document.activeElement);
    slot.dataset.shown = key;
    slot.replaceChildren(...[build() ?? []].flat());
    // Who stood on a button that is gone would be thrown back to the top of the page.
    if (focused) document.getElementById('status-title')?.focus({ preventScroll: true });
}

/// Shows a page: its title, and the focus on its heading, as after any step.
export function page(title, ...parts) {
    const main = document.getElementById('main');
    main.replaceChildren(...parts);
    main.ariaBusy = 'false';
    named(title);
    focus(main.querySelector('h1'));
}

export function named(title) {
    document.title = `${title} – Pointdrop`;
}

export function focus(element) {
    if (!element) return;
    if (!element.matches('a, button, input, select')) element.tabIndex = -1;
    element.focus();
}

const QUIET = 10_000;
let spoken = 0;
let waiting;

/// Says something to screen readers, at most every 10 seconds; of what comes in between, the last.
export function say(text) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
        spoken = Date.now();
        document.getElementById('live').textContent = text;
    }, Math.max(0, spoken + QUIET - Date.now()));
}

/// Opens a dialog of a template; answers what the pressed button says, `''` for Escape.
export function ask(template, values) {
    document.body.append(fill(template, values));
    const dialog = document.body.lastElementChild;
    return new Promise(resolve => {
        dialog.addEventListener('close', () => {
            dialog.remove();
            resolve(dialog.returnValue);
        });
        dialog.showModal();
    });
}

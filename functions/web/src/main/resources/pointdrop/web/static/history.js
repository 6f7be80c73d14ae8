// The history of a shop, filtered by what stands in the address of the page.
import { call } from './api.js';
import { fill, focus, make, page, say } from './dom.js';
import { name, short, TAGS, tagged } from './status.js';
import { counted, time, titled } from './words.js';

const PAGE = 50;
const ENOUGH = 20;
const PAGES_AT_ONCE = 6;

export async function historyPage(context) {
    const { shop, query } = context;
    const wanted = { kind: query.get('kind') ?? '', status: query.get('status') ?? '' };
    const part = fill('history');
    const form = part.querySelector('form');
    form.status.append(...Object.entries(TAGS).map(([value, [text]]) => make('option', { value }, text)));
    form.kind.value = wanted.kind;
    form.status.value = wanted.status;
    page(`History – ${shop}`, part);
    await list(context, entry => (!wanted.kind || kind(entry) === wanted.kind) && (!wanted.status || entry.status === wanted.status));
}

const kind = entry => entry.action === 'undo' ? 'undo' : entry.kind;

/// Fills the list of the page, and lets more be loaded.
export async function list({ shop, session, api }, fits) {
    const [entries, shown, more] = ['entries', 'shown', 'more'].map(id => document.getElementById(id));
    let next;
    async function load() {
        const found = [];
        let pages = 0;
        do {
            const { data } = await call('GET', `${api}/imports?limit=${PAGE}${next ? `&before=${next}` : ''}`);
            found.push(...data.items.filter(fits));
            next = data.next;
        } while (next && found.length < ENOUGH && ++pages < PAGES_AT_ONCE);
        const rows = found.map(entry => row(entry, shop, session));
        const first = rows[0]?.querySelector('a');
        entries.append(...rows);
        if (more) more.hidden = !next;
        const total = entries.children.length;
        shown.textContent = total ? `${counted(total, 'entry').replace('entrys', 'entries')}${next ? ' so far' : ''}` : next ? 'Nothing among the latest entries.' : 'Nothing here yet.';
        say(shown.textContent);
        return first;
    }
    more?.addEventListener('click', async () => {
        more.disabled = true;
        try {
            focus(await load());
        } catch (trouble) {
            shown.setAttribute('role', 'alert');
            shown.textContent = trouble.message;
        } finally {
            more.disabled = false;
        }
    });
    await load();
}

function row(entry, shop, session) {
    return fill('row', {
        page: `/shops/${shop}/imports/${entry.id}`, file: name(entry),
        tag: tagged(entry.status), result: short(entry), action: titled(entry.action, session.actions),
        time: time(entry.startedAt), by: entry.by, note: entry.note,
    });
}

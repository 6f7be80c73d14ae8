// Buttons that start, cancel and undo an import, and links that download its files.
import { call } from './api.js';
import { ask, focus, link, make } from './dom.js';
import { isExport, isUndo } from './status.js';
import { counted, moved, net, signed, count } from './words.js';

const WAITING = { start: 'Starting…', cancel: 'Cancelling…', undo: 'Undoing…' };

/// The requests that its status allows. While one is on its way they say so, and do nothing.
export function requestButtons(view) {
    const { entry, asked } = view;
    const button = (verb, className, text, idle = false) => {
        const element = make('button', { type: 'button', className, disabled: Boolean(asked) || idle }, asked?.verb === verb ? WAITING[verb] : text);
        element.addEventListener('click', () => request(view, verb));
        return element;
    };
    if (entry.status === 'READY') {
        const nothing = !entry.projected?.changed;
        return [button('start', 'primary', nothing ? 'Nothing to apply' : `Apply: ${effect(entry.projected)}`, nothing), button('cancel', 'second', 'Cancel this import')];
    }
    if (entry.status === 'REVIEWING') return [button('cancel', 'second', 'Cancel this import')];
    return entry.undoUntil ? [button('undo', 'second', entry.undoneBy ? 'Undo the rest…' : 'Undo this import…')] : [];
}

/// Where customers stand in several rows, only rows can be counted.
function effect(counts) {
    const what = counted(counts.changed, counts.repeatedEmails ? 'row' : 'customer');
    return moved(counts) ? `${what}, ${signed(net(counts))} points` : what;
}

async function request(view, verb) {
    const { entry } = view;
    if (verb === 'undo' && await ask('undo', confirmation(entry)) !== 'yes') return;
    view.refusal = undefined;
    view.asked = { verb, status: entry.status, undoneBy: entry.undoneBy, before: entry.lastRequest };
    view.redraw();
    focus(document.getElementById('status-title'));
    try {
        await call('POST', `${view.path}/${verb}`);
        await view.watcher.expect();
    } catch (trouble) {
        view.asked = undefined;
        view.refusal = { verb, message: trouble.message };
        view.redraw();
        await view.watcher.look();
    }
}

function confirmation(entry) {
    const points = moved(entry) ? ` Points move by ${signed(-net(entry))}: ${count(entry.pointsAdded)} are taken away, ${count(entry.pointsRemoved)} given back.` : '';
    const rows = counted(entry.changed, 'row');
    return {
        text: `${entry.changed === 1 ? `${rows} has` : `${rows} have`} changed customers. Their changes are taken back.${points}`,
        creates: ['enroll', 'upsert'].includes(entry.action),
        button: `Undo ${rows}`,
    };
}

/// What to do next, but for requests.
export function nextSteps(view) {
    const { entry, shop, api, session } = view;
    const form = parameters => `/shops/${shop}/import?${new URLSearchParams(parameters)}`;
    const again = text => Object.assign(link(form({ action: entry.action }), text), { className: 'button second' });
    const counts = entry.status === 'READY' ? entry.projected : entry;
    const steps = [];
    const failed = ['READY', 'COMPLETED', 'FAILED'].includes(entry.status) && !isExport(entry) && counts?.failed > 0;
    if (failed) steps.push(download(view, 'report', isUndo(entry) ? 'Download the rows that stayed' : 'Download rows to fix', entry.status !== 'READY'));
    if (isExport(entry) && entry.status === 'COMPLETED') steps.push(download(view, 'file', 'Download the file', true));
    if (isExport(entry) || isUndo(entry)) return steps;
    if (failed && entry.status !== 'READY') steps.push(again('Import the corrected file'));
    if (entry.reason === 'ALREADY_IMPORTED') {
        if (entry.earlier) steps.push(Object.assign(link(`/shops/${shop}/imports/${entry.earlier}`, 'See the earlier import'), { className: 'button' }));
        steps.push(Object.assign(link(form({ action: entry.action, repeat: 'yes', earlier: entry.earlier ?? '' }), 'Apply again…'), { className: 'button second' }));
    } else if (['REJECTED', 'CANCELLED'].includes(entry.status) || entry.status === 'FAILED' && entry.reason) {
        steps.push(again('Import the file again'));
        if (session.actions.some(({ action }) => action === entry.action)) {
            steps.push(make('a', { href: `/api/v1${api}/templates/${entry.action}.csv`, download: '' }, 'Download a template'));
        }
    }
    return steps;
}

/// A link that works without this script too; with it, an error is told on this page.
export function download(view, what, text, first = false, query = '') {
    const path = `${view.path}/${what}${query}`;
    const element = make('a', { href: `/api/v1${path}`, className: first ? 'button' : '' }, text);
    element.addEventListener('click', async event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        try {
            const { data } = await call('GET', path);
            location.assign(data.url);
        } catch (trouble) {
            element.parentElement.querySelector('.error')?.remove();
            element.after(make('span', { className: 'error', role: 'alert' }, trouble.status === 404 ? 'The file is not kept any more.' : trouble.message));
        }
    });
    return element;
}

// The page of one import or export, from the check of its file to its undo.
import { nextSteps, requestButtons } from './actions.js';
import { details, found, preview, problems } from './findings.js';
import { facts, fill, make, named, page, paragraphs, say, show } from './dom.js';
import { isExport, name, result, standing, TAGS, tagged } from './status.js';
import { count, signed, time, titled } from './words.js';
import { watch } from './watch.js';

const BUSY = ['VALIDATING', 'REVIEWING', 'IMPORTING', 'EXPORTING'];

export async function entryPage(context) {
    const view = { ...context, asked: undefined, path: `${context.api}/imports/${context.id}` };
    let first = true;
    return new Promise((resolve, reject) => {
        view.watcher = watch(view.path, {
            changed(entry) {
                if (first) open(view, entry);
                first = false;
                settle(view, entry);
                view.entry = entry;
                draw(view);
                resolve();
            },
            troubled(trouble) {
                if (first) return reject(trouble);
                view.trouble = trouble?.message;
                draw(view);
            },
        });
        view.redraw = () => draw(view);
        view.watcher.look();
    });
}

function open(view, entry) {
    const about = [titled(entry.action, view.session.actions), ' · ', time(entry.startedAt), entry.by ? ` · by ${entry.by}` : ''];
    page(name(entry), fill('entry', { file: name(entry), about, history: `/shops/${view.shop}/history` }));
}

/// A request is settled once the status has moved or the entry tells what became of a newer request than the last one.
function settle(view, entry) {
    const { asked } = view;
    if (!asked) return;
    const refused = entry.lastRequest?.outcome === 'refused' && entry.lastRequest.id !== asked.before?.id;
    if (!refused && entry.status === asked.status && entry.undoneBy === asked.undoneBy) return;
    view.asked = undefined;
    view.watcher.settled();
}

function draw(view) {
    const { entry } = view;
    const { lastRequest, progress, ...lasting } = entry;
    const { title, sentences } = standing(entry);
    const part = (id, shown, build) => show(document.getElementById(`s-${id}`), shown, build);
    named(`${name(entry)}: ${TAGS[entry.status]?.[0] ?? entry.status} – ${view.shop}`);
    show(document.getElementById('status-title'), title, () => title);
    part('tag', entry.status, () => tagged(entry.status));
    part('result', lasting, () => ['COMPLETED', 'FAILED'].includes(entry.status) && !isExport(entry) ? result(entry) : undefined);
    part('sentences', sentences, () => paragraphs(sentences));
    part('progress', [entry.status, progress], () => bar(entry));
    part('numbers', lasting, () => numbers(entry));
    part('actions', [lasting, view.asked], () => entry.status === 'READY'
        ? [...requestButtons(view), ...nextSteps(view)] : [...nextSteps(view), ...requestButtons(view)]);
    part('hint', [lasting, view.trouble, view.asked, view.watcher.expects()], () => view.trouble ?? hint(view));
    part('refused', refusal(view), () => refusal(view) && fill('refused', refusal(view)));
    part('found', lasting, () => found(entry));
    part('preview', lasting, () => preview(entry));
    part('problems', lasting, () => problems(entry));
    part('details', [lasting, lastRequest, progress?.chunks], () => details(view));
    undone(view, document.getElementById('s-undone'));
    if (view.said !== title) say(`${title}. ${result(entry) ?? ''}`);
    view.said = title;
}

/// How far it is; with one part nobody knows.
function bar({ status, progress }) {
    if (!BUSY.includes(status)) return undefined;
    const properties = { 'aria-labelledby': 'status-title' };
    return progress?.chunks > 1
        ? [make('progress', { ...properties, max: progress.chunks, value: progress.closed }),
            make('p', { className: 'num' }, `${count(progress.closed)} of ${count(progress.chunks)} parts done`)]
        : make('progress', properties);
}

function numbers(entry) {
    const ready = entry.status === 'READY';
    const counts = ready ? entry.projected : ['COMPLETED', 'FAILED'].includes(entry.status) ? entry : undefined;
    if (!counts || counts.succeeded === undefined || isExport(entry)) return undefined;
    const points = counts.pointsAdded || counts.pointsRemoved;
    return facts([
        [ready ? 'Would change' : 'Changed', count(counts.changed)],
        [ready ? 'Nothing to change' : 'Unchanged', count(counts.unchanged)],
        [ready ? 'Would fail' : 'Failed', count(counts.failed)],
        ['Points added', points ? signed(counts.pointsAdded) : undefined],
        ['Points removed', points ? signed(-BigInt(counts.pointsRemoved ?? 0)) : undefined],
    ]);
}

/// An import can be started for a week after its review.
const reviewed = entry => new Date(Date.parse(entry.readyUntil) - 7 * 86_400_000).toISOString();

function hint({ entry, watcher, asked }) {
    if (asked && !watcher.expects()) return 'This takes longer than usual. Your request is kept; this page shows when it is carried out.';
    if (entry.status === 'READY' && entry.projected?.changed) {
        return ['The preview was made ', time(reviewed(entry), true), '. Balances may have changed since: what counts is what they are when it starts. It can be started until ', time(entry.readyUntil, true), '.'];
    }
    if (entry.undoUntil && ['COMPLETED', 'FAILED'].includes(entry.status)) return ['It can be undone until ', time(entry.undoUntil, true), '.'];
    return entry.mailFailed && 'The mail about it was refused by every address. Check who gets the mails of your shop.';
}

const VERBS = { start: 'start it', cancel: 'cancel it', undo: 'undo it' };

function refusal({ entry, refusal: direct }) {
    const { lastRequest } = entry;
    if (direct) return { title: `It was not possible to ${VERBS[direct.verb]}`, message: direct.message };
    if (lastRequest?.outcome !== 'refused') return undefined;
    return { title: `It was not possible to ${VERBS[lastRequest.verb]}`, message: lastRequest.message ?? lastRequest.reason };
}

/// Says what became of the undo, and follows it.
function undone(view, slot) {
    const { entry, api, shop } = view;
    const draw = undo => show(slot, [entry.undoneBy, undo, entry.undoes], () => fill('undone', {
        title: entry.undoes ? 'This is an undo' : undo?.succeeded === undefined ? 'This import is being undone' : 'This import was undone',
        text: entry.undoes ? 'It takes back what another import changed.' : undo ? `${standing(undo).title}. ${undo.failed ? `${count(undo.failed)} stayed as they are.` : ''}` : '',
        other: `/shops/${shop}/imports/${entry.undoes ?? entry.undoneBy}`,
        link: entry.undoes ? 'See the import' : 'See the undo',
    }));
    if (entry.undoes) draw();
    if (!entry.undoneBy || view.undo === entry.undoneBy) return;
    view.undo = entry.undoneBy;
    watch(`${api}/imports/${entry.undoneBy}`, { changed: draw, troubled: () => draw() }).look();
}

// What each status means, in words: every one has a sentence and a next step.
import { make } from './dom.js';
import { count, counted, moved, net, signed } from './words.js';

export const TAGS = {
    VALIDATING: ['Being checked', 'busy'],
    REVIEWING: ['Preview is made', 'busy'],
    READY: ['Ready to start', 'todo'],
    IMPORTING: ['Being applied', 'busy'],
    EXPORTING: ['Being exported', 'busy'],
    COMPLETED: ['Completed', 'good'],
    REJECTED: ['Rejected', 'bad'],
    CANCELLED: ['Cancelled', 'calm'],
    FAILED: ['Failed', 'bad'],
};

export function tagged(status) {
    const [text, tone] = TAGS[status] ?? [status, 'calm'];
    return make('span', { className: `tag ${tone}` }, text);
}

export const isUndo = entry => entry.action === 'undo';
export const isExport = entry => entry.kind === 'export';
export const name = entry => isExport(entry) ? 'All customers' : isUndo(entry) ? `Undo of ${entry.file}` : entry.file;
const undid = entry => isUndo(entry) ? 'reversed' : 'applied';

/// `Success: 9 rows, Failed: 1 row, Total: 10`.
export function result(entry) {
    return entry.succeeded === undefined ? undefined
        : `Success: ${counted(entry.succeeded, 'row')}, Failed: ${counted(entry.failed, 'row')}, Total: ${count(entry.rows)}`;
}

/// One line for the history.
export function short(entry) {
    if (isExport(entry)) return entry.message;
    const { projected } = entry;
    if (entry.status === 'READY' && projected) return `${count(projected.succeeded)} of ${counted(entry.rows, 'row')} would be applied`;
    return entry.succeeded !== undefined && ['COMPLETED', 'FAILED'].includes(entry.status)
        ? `${count(entry.succeeded)} of ${counted(entry.rows, 'row')} ${undid(entry)}${moved(entry) ? `, ${signed(net(entry))} points` : ''}${entry.undoneBy ? '. An undo followed' : ''}`
        : said(entry);
}

/// The message of an entry, which says of each rejected file that its validation failed.
const said = entry => entry.message.replace(/^Validation failed: /, '');

const MAIL = 'You can close this tab: a mail tells you when it is done.';

const STANDING = {
    VALIDATING: () => ['The file is being checked', 'All of it is read before anything happens. Nothing has been changed.', MAIL],
    REVIEWING: () => ['The preview is being made', 'Each row is held against the customers as they are now. Nothing has been changed.', MAIL],
    READY: ready,
    IMPORTING: entry => isUndo(entry)
        ? ['The changes are being taken back', 'Customers whom the import created are deleted too, so this may begin with a short wait.', MAIL]
        : ['The rows are being applied', 'Each row takes effect once, whatever happens on the way.', MAIL],
    EXPORTING: () => ['The file is being written', MAIL],
    COMPLETED: completed,
    REJECTED: rejected,
    CANCELLED: entry => entry.reason === 'EXPIRED'
        ? ['The time to start it has passed', 'Nothing was changed. To apply the file after all, import it again: the preview is then made with the customers of that day.']
        : ['The import was cancelled', 'Nothing was changed. To apply the file after all, import it again.'],
    FAILED: failed,
};

/// Title and sentences.
export function standing(entry) {
    const [title, ...sentences] = STANDING[entry.status]?.(entry) ?? [entry.message];
    return { title, sentences };
}

function ready({ projected = {} }) {
    const { failed: bad = 0, changed = 0, unchanged = 0 } = projected;
    if (!changed) {
        return ['Nothing would change', bad
            ? 'No row can be applied. Download the rows to fix, correct them, and import that file.'
            : 'Every row says what is there already. You need not start it.'];
    }
    return ['Nothing has been changed yet', 'Look at what was found and at the preview below, then start it.',
        bad && `${counted(bad, 'row')} would fail and ${bad === 1 ? 'is' : 'are'} left out. The others are applied.`,
        unchanged && `${counted(unchanged, 'row')} would find nothing to change.`];
}

function completed(entry) {
    const { succeeded = 0, failed: bad = 0, rows } = entry;
    if (isExport(entry)) return ['The export is done', entry.message, 'The file has e-mail addresses of customers: keep it where only you can read it.'];
    if (isUndo(entry)) {
        return [`Undo finished: ${count(succeeded)} of ${counted(rows, 'row')} reversed`,
            bad ? `${counted(bad, 'row')} stayed, because what they changed was changed again since. The report says why. It has the points that would take each of them back: imported as Add points, it moves those alone.`
                : 'All that the import had changed is back as it was.'];
    }
    if (!bad) return ['All rows were applied', entry.undoneBy ? '' : 'There is nothing left to do.'];
    return [succeeded ? 'Some rows were not applied' : 'No row was applied',
        'Download the rows to fix: each says what is wrong. Correct them there, and import that file as it is.'];
}

function rejected(entry) {
    if (isExport(entry)) return ['The export was not made', entry.message, 'Ask for it again on the page Export.'];
    if (entry.reason === 'ALREADY_IMPORTED') {
        return ['This file was imported before', 'So that points are not added twice by accident, it was stopped. Nothing was changed.',
            'To add its points once more on purpose, press Apply again.'];
    }
    return ['The file was not imported', 'Nothing was changed.', said(entry), 'Correct the file, then import it again.'];
}

function failed(entry) {
    const { notProcessed = 0, notKnown = 0 } = entry;
    if (entry.reason || entry.succeeded === undefined) {
        return [isExport(entry) ? 'The export could not be made' : 'The file could not be processed', entry.message, isExport(entry) ? 'Ask for it again.' : 'Import it again.'];
    }
    return [isUndo(entry) ? 'The undo stopped half-way' : 'The import stopped half-way', 'A technical problem stopped it. Each row was applied once or not at all.',
        notKnown && `${counted(notKnown, 'row')} may have been applied or not, marked NOT_KNOWN in the report. Look at the balances of these customers first, and delete the rows from the report that were applied.`,
        notProcessed && (isUndo(entry)
            ? `${counted(notProcessed, 'row')} could not be reached. Undo the import once more: it goes on with those.`
            : `${counted(notProcessed, 'row')} could not be reached. Download the rows to fix, and import that file: what is known to be applied is not in it.`)];
}

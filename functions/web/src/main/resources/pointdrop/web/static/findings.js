// What the check and the review of a file found, and what there is to know and to download of an entry.
import { download } from './actions.js';
import { facts, fill, link, make } from './dom.js';
import { isExport, isUndo } from './status.js';
import { consumed, count, counted, signed, time, titled } from './words.js';

const quoted = cells => cells?.map(cell => `“${cell}”`).join(', ');

export function found(entry) {
    if (isExport(entry) || isUndo(entry) || entry.columns === undefined) return undefined;
    const unsure = !entry.encoding?.startsWith('UTF-') && entry.nonAsciiCells?.length;
    return fill('found', {
        facts: facts([
            ['Rows', count(entry.rows)],
            ['Columns', `${count(entry.columns)}, separated by ${entry.delimiter}`],
            ['Columns not used', quoted(entry.unusedColumns)],
            ['Encoding', entry.encoding],
            [unsure ? 'Check these cells' : 'Cells with other letters', entry.nonAsciiCells?.length
                ? `${quoted(entry.nonAsciiCells)}${unsure ? mend(entry) : ''}` : undefined],
            ['Short rows', entry.shortRows ? `${counted(entry.shortRows, 'row')} without the last cells: read as if empty cells followed` : undefined],
            ['Customers in several rows', repeated(entry.projected ?? entry)],
        ]),
    });
}

const mend = entry => `. If they look wrong, ${entry.status === 'READY' ? 'cancel' : 'undo'} this import, and save the file as CSV (UTF-8).`;

const repeated = counts => counts.repeatedEmails ? `${count(counts.repeatedEmails)}: their rows are applied from top to bottom` : undefined;

const OUTCOMES = { changed: ['Changes', 'good'], unchanged: ['No change', 'calm'], failed: ['Fails', 'bad'] };

export function preview(entry) {
    if (entry.status !== 'READY' || !entry.preview?.rows.length) return undefined;
    const { columns, rows } = entry.preview;
    const all = rows.length >= entry.rows;
    return fill('preview', {
        sentence: 'What each row would do to its customer.',
        caption: all ? `All ${counted(rows.length, 'row')}` : `The first ${count(rows.length)} of ${counted(entry.rows, 'row')}`,
        rows: rows.map(row => previewRow(row, columns)),
    });
}

function previewRow(row, columns) {
    const number = value => make('td', { className: 'n' }, value);
    const [word, tone] = OUTCOMES[row.outcome];
    const balance = value => value === undefined || value === null ? '' : count(value);
    return make('tr', {},
        make('th', { scope: 'row', className: 'n' }, count(row.row)),
        make('td', { className: 'mail' }, row.email ?? ''),
        make('td', {}, make('span', { className: `tag ${tone}` }, row.created ? 'New customer' : word)),
        number(balance(row.before)), number(row.delta === undefined ? '' : signed(row.delta)), number(balance(row.after)),
        make('td', {}, changes(row), row.problem ? make('p', {}, ...problem(row.problem)) : '', row.cells ? make('p', { className: 'meta' }, inFile(row.cells, columns)) : ''));
}

/// A problem as the report has it: its code, then what it means.
function problem(text) {
    const [, code, message] = /^([A-Z_]+): (.*)$/s.exec(text) ?? [undefined, '', text];
    return [message, ' ', make('code', { className: 'meta' }, code)];
}

function changes(row) {
    return ['name', 'tier', 'birthday'].filter(field => row[field])
        .map(field => make('p', {}, `${field[0].toUpperCase()}${field.slice(1)}: ${row[field].before ?? 'none'} → ${row[field].after ?? 'none'}`));
}

const inFile = (cells, columns) => `In the file: ${cells.map((cell, index) => cell && `${columns[index] ?? 'beyond the columns'} “${cell}”`).filter(Boolean).join(', ')}`;

export function problems(entry) {
    if (!entry.problems?.length) return undefined;
    return fill('problems', {
        title: 'Problems that the check found',
        caption: `${entry.invalidRows > entry.problems.length ? `The first ${count(entry.problems.length)} of ${counted(entry.invalidRows, 'row')}` : counted(entry.problems.length, 'row')}, numbered as in a spreadsheet: the header is row 1`,
        rows: entry.problems.map(problem => make('tr', {},
            make('th', { scope: 'row', className: 'n' }, count(problem.row)),
            make('td', {}, problem.message, ' ', make('code', { className: 'meta' }, problem.code)))),
    });
}

const VERBS = { start: 'Start', cancel: 'Cancel', undo: 'Undo' };

export function details(view) {
    const { entry, session, shop } = view;
    const other = (id, text) => id && link(`/shops/${shop}/imports/${id}`, text ?? id);
    const { lastRequest } = entry;
    return fill('details', {
        facts: facts([
            ['What', titled(entry.action, session.actions)],
            ['File', isExport(entry) ? undefined : entry.file],
            ['Note', entry.note],
            [isExport(entry) || isUndo(entry) ? 'Asked for by' : 'Uploaded by', entry.by],
            ['Begun', time(entry.startedAt, true)],
            ['Applied from', time(entry.importingSince, true)],
            ['Finished', time(entry.finishedAt, true)],
            ['Takes back', other(entry.undoes)],
            ['Taken back by', other(entry.undoneBy)],
            ['Last request', lastRequest && [`${VERBS[lastRequest.verb]}, ${lastRequest.outcome}`, lastRequest.by ? ` (${lastRequest.by})` : '', ', ', time(lastRequest.at, true)]],
            ['The preview used', consumed(entry.projected)],
            ['It used', consumed(entry)],
            ['Number', make('code', {}, entry.id)],
        ]),
        downloads: downloads(view),
    });
}

function downloads(view) {
    const { entry } = view;
    if (isExport(entry)) return undefined;
    const links = isUndo(entry) ? [] : [download(view, 'file', 'The file as it was uploaded')];
    if (['COMPLETED', 'FAILED'].includes(entry.status) && entry.succeeded !== undefined) {
        const parts = entry.progress?.chunks ?? 1;
        for (let part = 0; part < parts; part++) {
            links.push(download(view, 'outcomes', `What each row changed${parts > 1 ? `, part ${part + 1} of ${parts}` : ''} (CSV, compressed by gzip)`, false, `?chunk=${part}`));
        }
    }
    return links.map(item => make('li', {}, item));
}

// The page that takes a file.
import { fill, page } from './dom.js';
import { clearErrors, showErrors, showTrouble } from './errors.js';
import { Sending } from './sending.js';
import { bytes, count } from './words.js';

const NOT_CSV = /\.(xlsx?|xlsm|ods|numbers|zip|gz|pdf|docx?)$/i;

export async function importPage({ shop, session, tiers, api, query }) {
    const repeat = query.get('repeat') === 'yes';
    const earlier = query.get('earlier');
    page(`Import a file – ${shop}`, fill('import', {
        repeat, earlier: repeat && /^[\w-]+$/.test(earlier) ? `/shops/${shop}/imports/${earlier}` : undefined,
        once: `/shops/${shop}/import`, by: session.by, tiers: tiers.join(', '),
        size: bytes(session.limits.fileBytes), rows: count(session.limits.fileRows),
    }));
    const form = document.getElementById('upload');
    document.getElementById('actions').append(...session.actions.map(action => choice(action, api, query.get('action'))));
    takeDrops(form.file);
    const sending = new Sending(form, api, shop);
    if (query.get('upload')) return sending.follow(query.get('upload'));
    form.addEventListener('submit', event => {
        event.preventDefault();
        send(form, sending, { repeat, limits: session.limits });
    });
}

function choice(action, api, chosen) {
    const part = fill('action', {
        ...action,
        required: action.required.join(', '), optional: action.optional.join(', '),
        template: `/api/v1${api}/templates/${action.action}.csv`,
    });
    const input = part.querySelector('input');
    const about = part.querySelector('.about');
    Object.assign(input, { id: `action-${action.action}`, value: action.action, checked: action.action === chosen });
    part.querySelector('label').htmlFor = input.id;
    about.id = `about-${action.action}`;
    input.setAttribute('aria-describedby', about.id);
    return part;
}

/// A file may be dropped anywhere: a browser would leave the page for one that misses the field.
function takeDrops(input) {
    const zone = document.getElementById('drop');
    addEventListener('dragover', event => {
        event.preventDefault();
        zone.classList.add('over');
    });
    addEventListener('dragleave', event => event.relatedTarget ?? zone.classList.remove('over'));
    addEventListener('drop', event => {
        event.preventDefault();
        zone.classList.remove('over');
        const { files } = event.dataTransfer;
        if (files.length > 1) return showErrors(input.form, [[input, 'Drop one file at a time']]);
        if (files.length === 1 && !input.disabled) {
            input.files = files;
            clearErrors(input.form);
        }
    });
}

async function send(form, sending, { repeat, limits }) {
    clearErrors(form);
    const [file] = form.file.files;
    const chosen = form.querySelector('[name=action]:checked');
    const errors = [
        !chosen && [form.querySelector('[name=action]'), 'Choose what the file should do'],
        [form.file, wrongFile(file, limits)],
        form.notify.value && !form.notify.validity.valid && [form.notify, 'Enter an e-mail address, such as name@example.com, or leave it empty'],
    ].filter(error => error && error[1]);
    if (errors.length) return showErrors(form, errors);
    const request = {
        action: chosen.value, file: file.name, size: file.size, review: true,
        note: form.note.value.trim() || undefined, notify: form.notify.value.trim() || undefined, repeat: repeat || undefined,
    };
    try {
        await sending.send(file, request);
    } catch (trouble) {
        sending.back();
        showTrouble(form, trouble, {
            RECIPIENT_NOT_ALLOWED: form.notify, FILE_TOO_LARGE: form.file, ACTION_UNKNOWN: form.querySelector('[name=action]'),
        });
    }
}

function wrongFile(file, limits) {
    if (!file) return 'Choose a CSV file';
    if (NOT_CSV.test(file.name)) return `“${file.name}” is not a CSV file. Open it in your spreadsheet, save it as CSV (UTF-8), and choose that file`;
    if (file.size === 0) return `“${file.name}” is empty. Choose a file with a header and rows`;
    if (file.size > limits.fileBytes) return `“${file.name}” has ${bytes(file.size)}. At most ${bytes(limits.fileBytes)} are possible: split it into several files`;
    return undefined;
}

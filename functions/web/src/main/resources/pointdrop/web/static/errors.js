// Errors of forms: a summary on top that takes the focus, and each error at its field.
import { fill, focus, link, make } from './dom.js';

export function clearErrors(form) {
    form.parentElement.querySelector('.errors')?.remove();
    form.querySelectorAll('.error').forEach(error => error.remove());
    form.querySelectorAll('[aria-invalid]').forEach(field => {
        field.removeAttribute('aria-invalid');
        describe(field, '');
    });
    document.title = document.title.replace('Error: ', '');
}

/// @param errors pairs of a field and a sentence
export function showErrors(form, errors) {
    clearErrors(form);
    for (const [field, sentence] of errors) {
        const id = `${field.id}-error`;
        field.setAttribute('aria-invalid', 'true');
        describe(field, id);
        (field.closest('.choices') ?? field).before(make('p', { className: 'error', id }, make('span', { className: 'unseen' }, 'Error: '), sentence));
    }
    summary(form, errors.map(([field, sentence]) => make('li', {}, target(field, sentence))));
}

function target(field, sentence) {
    const entry = link(`#${field.id}`, sentence);
    entry.addEventListener('click', event => {
        event.preventDefault();
        field.focus();
    });
    return entry;
}

function describe(field, error) {
    field.dataset.hint ??= field.getAttribute('aria-describedby') ?? '';
    const ids = `${error} ${field.dataset.hint}`.trim();
    if (ids) field.setAttribute('aria-describedby', ids);
    else field.removeAttribute('aria-describedby');
}

/// An error of the server.
///
/// @param fields by code, where the error belongs to one field
export function showTrouble(form, trouble, fields = {}) {
    const field = fields[trouble.code];
    if (field) return showErrors(form, [[field, trouble.message]]);
    clearErrors(form);
    summary(form, [make('li', {}, trouble.message)]);
}

function summary(form, items) {
    form.before(fill('errors', { items }));
    document.title = `Error: ${document.title}`;
    focus(form.previousElementSibling);
}

// The page that looks a customer up. The address goes in the body of a call, never in an address of the page.
import { call } from './api.js';
import { facts, fill, focus, link, make, page } from './dom.js';
import { clearErrors, showErrors, showTrouble } from './errors.js';
import { count, signed, time } from './words.js';

export async function customersPage({ shop, api }) {
    page(`Customers – ${shop}`, fill('customers'));
    const form = document.getElementById('lookup');
    const place = document.getElementById('customer');
    form.addEventListener('submit', async event => {
        event.preventDefault();
        clearErrors(form);
        place.replaceChildren();
        const email = form.email.value.trim();
        if (!email) return showErrors(form, [[form.email, 'Enter an e-mail address']]);
        const button = form.querySelector('button');
        button.disabled = true;
        try {
            const { data } = await call('POST', `${api}/customers/lookup`, { body: { email } });
            place.replaceChildren(customer(data, shop));
            focus(place.querySelector('h2'));
        } catch (trouble) {
            const sentence = trouble.status === 404 ? `No customer of this shop has the e-mail address “${email}”` : undefined;
            if (sentence) showErrors(form, [[form.email, sentence]]);
            else showTrouble(form, trouble, { REQUEST_INVALID: form.email });
        } finally {
            button.disabled = false;
        }
    });
}

function customer(data, shop) {
    return fill('customer', {
        email: data.email,
        unreadable: data.unreadable,
        facts: facts([
            ['Balance', data.points === undefined ? undefined : `${count(data.points)} points`],
            ['Name', data.name],
            ['Tier', data.tier],
            ['Birthday', data.birthday],
            ['Customer since', data.createdAt?.slice(0, 10)],
        ]),
        none: !data.recent.length,
        rows: data.recent.length ? data.recent.map(change => row(change, shop)) : undefined,
    });
}

function row(change, shop) {
    const number = text => make('td', { className: 'n' }, text);
    const { before } = change;
    return make('tr', {},
        make('th', { scope: 'row' }, time(change.at)),
        number(before === undefined ? change.created ? 'new' : '' : count(before)),
        number(signed(change.delta)),
        number(before === undefined && !change.created ? '' : count(BigInt(before ?? 0) + BigInt(change.delta))),
        make('td', {}, change.reason ?? ''),
        make('td', {}, link(`/shops/${shop}/imports/${change.importId}`, change.importId)));
}

// Which page an address is, and what stands on every page.
import { customersPage } from './customers.js';
import { fill, link, make, page } from './dom.js';
import { entryPage } from './entry.js';
import { exportsPage } from './exports.js';
import { historyPage } from './history.js';
import { currentSession, shopOfPage, signOut } from './session.js';
import { signIn } from './sign-in.js';
import { importPage } from './upload.js';

const PAGES = { import: importPage, history: historyPage, imports: entryPage, exports: exportsPage, customers: customersPage };

async function start() {
    const session = await currentSession() ?? await signedIn();
    const [, , shop, name = 'import', id] = location.pathname.split('/');
    if (!shop) return choose(session);
    const known = session.shops.find(one => one.shop === shop);
    if (!known || !PAGES[name] || (name === 'imports') !== Boolean(id)) return missing(shop, known);
    top(session, shop, name === 'imports' ? 'history' : name);
    await PAGES[name]({ shop, id, session, tiers: known.tiers, api: `/shops/${shop}`, query: new URLSearchParams(location.search) });
}

async function signedIn() {
    page('Sign in', fill('sign-in-page'));
    await signIn(document.getElementById('sign-in'), { shop: shopOfPage() });
    return currentSession();
}

function choose(session) {
    const pages = session.shops.map(({ shop }) => `/shops/${shop}/import`);
    if (pages.length === 1 && location.search !== '?choose') return location.replace(pages[0]);
    page('Choose a shop', fill('shops', {
        shops: session.shops.map(({ shop }, index) => make('li', {}, link(pages[index], shop))),
    }));
}

function top(session, shop, current) {
    const here = name => `/shops/${shop}/${name}`;
    const bar = fill('top', {
        shop, by: session.by, several: session.shops.length > 1,
        import: here('import'), history: here('history'), exports: here('exports'), customers: here('customers'),
    });
    bar.querySelector(`[data-page=${current}]`)?.setAttribute('aria-current', 'page');
    bar.getElementById('sign-out').addEventListener('click', () => signOut().catch(failed));
    document.getElementById('top').replaceChildren(bar);
}

function missing(shop, known) {
    page('There is no such page', fill('trouble', {
        title: 'There is no such page',
        text: known ? 'If you followed a link, it is not complete or out of date.' : `You may not see the shop “${shop}”, or there is none of that name.`,
        link: '/', linkText: 'Go to the start page',
    }));
}

function failed(trouble) {
    const gone = trouble.status === 404;
    const title = gone ? 'There is no such page' : 'This did not work';
    page(title, fill('trouble', {
        title, text: trouble.message,
        link: gone ? '/' : location.pathname + location.search, linkText: gone ? 'Go to the start page' : 'Try again',
    }));
    if (!trouble.code && !trouble.status) throw trouble;
}

start().catch(failed);

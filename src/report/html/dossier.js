'use strict';
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const panel = one('#panel'), guide = one('#guide'), slot = one('#slot');
  const numbers = (words) => (words || '').split(' ').filter(Boolean);
  root.classList.add('js');

  // Entries in the order of the page, and the marks in the drafts that lead to them.
  const entries = all('.e').map((node, order) => ({
    node, order, id: node.id, level: node.dataset.l || '', rule: node.dataset.r || '', status: node.dataset.t || '',
    seeds: numbers(node.dataset.s), claim: node.dataset.c || '', marks: [], found: [], shown: true, text: null,
  }));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const findings = entries.filter((entry) => entry.level);
  const claims = entries.filter((entry) => !entry.level);
  const marks = all('.proof .f').map((node) => ({
    node, of: numbers(node.dataset.f).map((number) => byId.get('f' + number)).filter(Boolean),
  }));
  for (const mark of marks) for (const entry of mark.of) entry.marks.push(mark.node);
  for (const node of all('.proof .n')) byId.get(node.hash.slice(1))?.marks.push(node);
  for (const node of all('.proof .c')) byId.get('e' + node.dataset.c)?.marks.push(node);
  for (const node of all('.proof .s')) byId.get(node.hash.slice(1))?.marks.push(node);
  for (const finding of findings) {
    const claim = byId.get('e' + finding.claim);
    if (claim) { claim.found.push(finding); finding.of = claim; }
  }
  for (const list of all('.ledger')) list.open = false;

  // The panel: the entry itself is laid beside its words and goes back to its place when another one comes.
  let current = null, home = null, opener = null;
  const back = () => {
    if (!current) return;
    for (const node of current.marks) node.classList.remove('on');
    home.replaceWith(current.node);
    current = home = null;
  };
  const place = (entry) => entry.marks.find((node) => node.matches('.f, .c')) || entry.marks[0];
  const show = (entry, from, { scroll = true, focus = true } = {}) => {
    back();
    current = entry;
    home = document.createComment('');
    entry.node.replaceWith(home);
    slot.replaceChildren(entry.node);
    for (const node of entry.marks) node.classList.add('on');
    panel.hidden = false;
    guide.hidden = true;
    panel.scrollTop = 0;
    one('#side').scrollTop = 0;
    const order = visible().map((finding) => finding.order);
    one('#previous').disabled = !order.some((at) => at < entry.order);
    one('#next').disabled = !order.some((at) => at > entry.order);
    opener = from || place(entry) || null;
    if (scroll) place(entry)?.scrollIntoView({ block: 'center' });
    if (focus) entry.node.focus({ preventScroll: true });
    try { history.replaceState(null, '', '#' + entry.id); } catch { /* a page without an address */ }
  };
  const close = () => {
    if (!current) return;
    back();
    panel.hidden = true;
    guide.hidden = false;
    try { history.replaceState(null, '', location.pathname + location.search); } catch { /* as above */ }
    opener?.focus({ preventScroll: true });
  };
  const visible = () => findings.filter((finding) => finding.shown);
  const step = (by) => {
    const list = visible();
    const at = current ? current.order : by > 0 ? -1 : Infinity;
    const next = by > 0 ? list.find((finding) => finding.order > at) : list.findLast((finding) => finding.order < at);
    if (next) show(next, null);
  };
  const follow = (hash, from, options) => {
    const entry = byId.get(decodeURIComponent(hash.slice(1)));
    if (entry) show(entry, from, options);
    return Boolean(entry);
  };

  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const inPanel = panel.contains(link);
      if (follow(link.hash, inPanel ? null : link, { scroll: inPanel })) event.preventDefault();
      return;
    }
    const claim = event.target.closest('.proof .c');
    if (claim && !String(getSelection())) follow('#e' + claim.dataset.c, one('a.s[href="#e' + claim.dataset.c + '"]'), { scroll: false });
  });
  one('#previous').addEventListener('click', () => step(-1));
  one('#next').addEventListener('click', () => step(1));
  one('#close').addEventListener('click', close);
  addEventListener('hashchange', () => follow(location.hash, null));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { close(); return; }
    if (event.target.closest?.('input, select, textarea')) return;
    const by = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
    if (by) { event.preventDefault(); step(by); }
    if (event.key === '/') { event.preventDefault(); one('#by-words').focus(); one('#by-words').select(); }
  });

  // The filter. A finding has the status of its claim, a claim the levels and rules of its findings.
  const filter = one('#filter');
  const form = filter.querySelector('form');
  const words = (entry) => {
    entry.text ??= [entry.node, ...(entry.of ? [entry.of.node] : [])]
      .map((node) => node.querySelector('.say').textContent + ' ' + node.querySelector('.meta').textContent).join(' ').toLowerCase();
    return entry.text;
  };
  const apply = () => {
    const level = one('#by-level').value, rule = one('#by-rule').value, seed = one('#by-seed').value;
    const status = one('#by-status').value, wanted = one('#by-words').value.trim().toLowerCase();
    for (const entry of findings) {
      entry.shown = (!level || entry.level === level) && (!rule || entry.rule === rule)
        && (!seed || entry.seeds.includes(seed)) && (!status || entry.of?.status === status)
        && (!wanted || words(entry).includes(wanted));
    }
    for (const entry of claims) {
      entry.shown = (!seed || entry.seeds.includes(seed)) && (!status || entry.status === status)
        && (!(level || rule) || entry.found.some((finding) => finding.shown))
        && (!wanted || words(entry).includes(wanted) || entry.found.some((finding) => finding.shown));
    }
    for (const entry of entries) {
      entry.node.hidden = !entry.shown && entry !== current;
      for (const node of entry.marks) {
        if (node.matches('.n')) node.parentElement.hidden = !entry.shown;
        else if (!node.matches('.f')) node.classList.toggle('off', !entry.shown);
      }
    }
    for (const mark of marks) mark.node.classList.toggle('off', !mark.of.some((entry) => entry.shown));
    const narrowed = level || rule || seed || status || wanted;
    for (const sheet of all('.sheet')) {
      sheet.hidden = Boolean(narrowed) && !all('.e', sheet).some((node) => byId.get(node.id).shown) && !(home && sheet.contains(home));
    }
    const count = (list) => list.filter((entry) => entry.shown).length + ' of ' + list.length;
    one('#count').textContent = count(findings) + ' findings, ' + count(claims) + ' claims';
  };
  filter.hidden = false;
  // What is sticky under the bar stands below it, however many lines it takes.
  const measure = () => root.style.setProperty('--bar', (getComputedStyle(filter).position === 'sticky' ? filter.offsetHeight : 0) + 'px');
  new ResizeObserver(measure).observe(filter);
  measure();
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  one('#signs').addEventListener('change', (event) => root.classList.toggle('signs', event.target.checked));

  // What is signed is written into the page itself, so that a copy of it holds it.
  const signed = (input) => {
    input.setAttribute('value', input.value);
    const entry = byId.get(input.closest('.e')?.id);
    if (entry && input.matches('.by')) {
      for (const node of entry.marks) if (node.matches('.n')) node.classList.toggle('signed', Boolean(input.value.trim()));
    }
  };
  document.addEventListener('input', (event) => { if (event.target.closest('.sign')) signed(event.target); });
  one('#keep').addEventListener('click', () => {
    close();
    form.reset();
    apply();
    root.removeAttribute('style');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['<!DOCTYPE html>\n', root.outerHTML, '\n'], { type: 'text/html' }));
    link.download = 'dossier.html';
    link.click();
    measure();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // Print shows everything.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('.ledger:not([open])');
    for (const list of folded) list.open = true;
    close();
  });
  addEventListener('afterprint', () => { for (const list of folded) list.open = false; });

  apply();
  if (location.hash) follow(location.hash, null, { focus: false });
})();

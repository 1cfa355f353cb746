// Makes the page that is shown into another state of itself, where only its text differs: nothing is loaded again, and nobody loses their place.
// `was` and `now` are the page as it was sent and as it would be sent now. Returns whether that could be done; else nothing has changed.
const inPlace = (was, now) => {
  "use strict";
  // Where a page has scripts of its own, they know nothing of elements that come later. To these they hardly do anything.
  const PROSE = new Set(("A ABBR B BDI BDO BLOCKQUOTE BR CITE CODE DD DEL DFN DL DT EM FIGCAPTION FOOTER H1 H2 H3 H4 H5 H6 HR I INS KBD LI MARK META " +
    "OL P PRE Q S SAMP SMALL SPAN STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TIME TITLE TR U UL VAR WBR").split(" "));
  const NEVER = "script, style, link, base, iframe, object, embed, template, slot";
  const isOwn = (node) => node.localName === "courant-live" || (node.localName === "script" && /^\/_courant\//.test(node.getAttribute("src") ?? ""));
  const isCode = (node) => node.localName === "script" && /^(|module|importmap|speculationrules|.*javascript)$/i.test(node.type);
  const isScripted = [...document.scripts].some((script) => !isOwn(script) && isCode(script));
  const nodes = (parent) => [...parent.childNodes].filter((node) => node.localName !== "courant-live");
  const isAlike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName;
  const cannot = () => { throw new Error("loaded again"); };
  const mayChange = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const all = [node, ...node.querySelectorAll("*")];
    if (all.some((one) => one.matches(NEVER) || one.localName.includes("-") || (isScripted && !PROSE.has(one.nodeName)))) cannot();
  };

  const todo = [];
  const compare = (live, was, now) => {
    if (was.isEqualNode(now) || isOwn(was)) return;
    if (was.nodeType !== Node.ELEMENT_NODE) return todo.push(() => { live.data = now.data; });
    if (isCode(was) || isCode(now) || was.matches("style, link[rel~=stylesheet], base, template")) cannot();
    for (const name of new Set([...was.getAttributeNames(), ...now.getAttributeNames()])) {
      if (was.getAttribute(name) === now.getAttribute(name)) continue;
      if (name.startsWith("on")) cannot();
      const value = now.getAttribute(name);
      todo.push(() => (value === null ? live.removeAttribute(name) : live.setAttribute(name, value)));
    }
    const [shown, before, after] = [live, was, now].map(nodes);
    // A script has made something else of it.
    if (shown.length !== before.length || shown.some((node, at) => !isAlike(node, before[at]))) cannot();
    let from = 0;
    while (from < before.length && from < after.length && before[from].isEqualNode(after[from])) from += 1;
    let [to, end] = [before.length, after.length];
    while (to > from && end > from && before[to - 1].isEqualNode(after[end - 1])) { to -= 1; end -= 1; }
    const next = shown[to] ?? null;
    for (let at = from; at < Math.max(to, end); at += 1) {
      const [old, other] = [at < to ? before[at] : null, at < end ? after[at] : null];
      if (old && other && isAlike(old, other)) { compare(shown[at], old, other); continue; }
      if (old) { mayChange(old); const gone = shown[at]; todo.push(() => gone.remove()); }
      if (other) {
        mayChange(other);
        const before = at < to ? shown[at].nextSibling : next;
        todo.push(() => live.insertBefore(document.importNode(other, true), before?.parentNode === live ? before : next));
      }
    }
  };
  const parse = (html) => new DOMParser().parseFromString(html, "text/html").documentElement;
  try {
    compare(document.documentElement, parse(was), parse(now));
  } catch {
    return false;
  }
  todo.forEach((change) => change());
  return true;
};

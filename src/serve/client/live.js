// Shows in a page what happens to it on the disk. The server puts this into pages that it serves; it is in no file of the site.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || !window.EventSource) return;
  let is = script.dataset.is;
  const NL = {
    broken: "Deze site heeft fouten", shown: "U ziet de laatste goede versie. Dit verdwijnt vanzelf als de fout hersteld is.",
    line: "regel", hint: "Tip:", more: "en nog", close: "Sluiten", changed: "Gewijzigd:", editor: "Openen in de editor", gone: "Deze pagina is er niet meer.",
    draft: "Concept: dit is niet gepubliceerd.",
  };
  const EN = {
    broken: "Something is wrong with this site", shown: "You see the last good version. This goes away by itself once it is mended.",
    line: "line", hint: "Hint:", more: "and more:", close: "Close", changed: "Changed:", editor: "Open in the editor", gone: "This page is gone.",
    draft: "Draft: this is not published.",
  };
  const words = document.documentElement.lang.startsWith("nl") ? NL : EN;

  // What is shown over the page has a tree and a style of its own: the site's do not reach it, nor does it reach those.
  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .box { position: fixed; z-index: 2147483647; font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; border: 2px solid;
      border-radius: .5rem; box-shadow: 0 .25rem 2rem #0006; padding: 1rem 1.25rem; overflow: auto; }
    .problems { inset: auto 1rem 1rem; max-height: calc(100vh - 2rem); border-color: #b3261e; }
    .note { right: 1rem; bottom: 1rem; max-width: min(30rem, calc(100vw - 2rem)); border-color: #154273; }
    .draft { left: 1rem; bottom: 1rem; max-width: min(30rem, calc(100vw - 2rem)); border-color: #8a5300; }
    h2 { font-size: 1.25rem; margin: 0 0 .25rem; color: #b3261e; }
    p, ul { margin: .25rem 0; } ul { padding-left: 1.25rem; }
    section { border-top: 1px solid #ccc; padding: .5rem 0; }
    .place { font-weight: 600; overflow-wrap: anywhere; }
    pre { margin: .5rem 0; padding: .5rem .75rem; background: #f3f3f3; overflow-x: auto; font: 14px/1.5 ui-monospace, monospace; tab-size: 2; }
    mark { background: #ffd6d2; color: inherit; border-bottom: 2px solid #b3261e; }
    a { color: #154273; }
    button { float: right; font: inherit; color: inherit; background: none; border: 1px solid; border-radius: .25rem; padding: 0 .5rem; cursor: pointer; }
    :focus-visible { outline: 3px solid #154273; outline-offset: 2px; }`;
  let tree;
  const place = () => {
    if (!tree) {
      const host = document.createElement("courant-live");
      tree = host.attachShadow({ mode: "open" });
      const style = new CSSStyleSheet();
      style.replaceSync(STYLE);
      tree.adoptedStyleSheets = [style];
      document.documentElement.append(host);
    }
    return tree;
  };
  const element = (name, attributes = {}, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };
  const boxes = {};
  const hide = (which) => { boxes[which]?.remove(); delete boxes[which]; };
  const show = (which, role, ...children) => {
    hide(which);
    const close = element("button", { type: "button", textContent: words.close, onclick: () => hide(which) });
    const box = element("div", { className: `box ${which}` }, close, ...children);
    box.setAttribute("role", role);
    box.lang = words === NL ? "nl" : "en";
    boxes[which] = box;
    place().append(box);
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") Object.keys(boxes).forEach(hide); });

  // An address opens the editor; the server lets none through by which a browser would run something.
  const placeOf = (text, open) => (open ? element("a", { href: open, title: words.editor }, text) : text);
  const problem = ({ code, message, file, line, column, text, hint, open }) => element("section", { lang: "en" },
    file && element("p", { className: "place" }, placeOf(line ? `${file}, ${words.line} ${line}:${column}` : file, open)),
    element("p", {}, message),
    text && element("pre", {}, text[0], element("mark", {}, text[1] || " "), text[2]),
    hint && element("p", {}, element("strong", {}, words.hint), " ", hint),
    element("p", {}, element("small", {}, code)));
  const showProblems = ({ problems, more }) => {
    if (!problems.length) return hide("problems");
    hide("note");
    show("problems", "alert", element("h2", {}, words.broken), element("p", {}, words.shown),
      ...problems.map(problem), more ? element("p", {}, `${words.more} ${more}`) : null);
  };
  // Titles come as they stand in a page.
  const plain = (html) => new DOMParser().parseFromString(html, "text/html").documentElement.textContent;
  const showOthers = ({ pages, more }, gone) => show("note", "status", gone ? element("p", {}, words.gone) : null,
    element("p", {}, words.changed),
    element("ul", {}, ...pages.map(({ url, title }) => element("li", {}, element("a", { href: url }, plain(title)))),
      more ? element("li", {}, `${words.more} ${more}`) : null));

  const stylesheets = () => [...document.querySelectorAll('link[rel~="stylesheet"]')];
  // The former one stays until the new one is there: the page is never without.
  const exchange = (link, href) => {
    const next = link.cloneNode();
    next.href = href;
    next.onload = next.onerror = () => link.remove();
    link.after(next);
  };
  const again = (address) => { const url = new URL(address, location); url.searchParams.set("courant", Date.now()); return url.href; };
  const isAt = (address, paths) => { const url = new URL(address, location); return url.origin === location.origin && paths.includes(decodeURI(url.pathname)); };

  // Where the theme has no mark of its own.
  const markDraft = (isDraft) => (isDraft ? show("draft", "note", element("p", {}, element("strong", {}, words.draft))) : hide("draft"));

  let isGone = false;
  const told = {
    page: (news) => {
      if (!news || !inPlace(news.was, news.now)) return location.reload();
      is = news.is;
      markDraft(news.draft);
      isGone = false;
      hide("note");
    },
    gone: () => { isGone = true; showOthers({ pages: [{ url: "/", title: "/" }], more: 0 }, true); },
    stylesheets: (news) => {
      for (const [was, href] of news.links) {
        const links = stylesheets().filter((link) => link.getAttribute("href") === was);
        if (!links.length) return location.reload();
        links.forEach((link) => exchange(link, href));
      }
      is = news.is;
    },
    files: (paths) => {
      stylesheets().filter((link) => isAt(link.href, paths)).forEach((link) => exchange(link, again(link.href)));
      [...document.images].filter((image) => isAt(image.src, paths)).forEach((image) => { image.src = again(image.src); });
    },
    // The note would lie over what is wrong, which is what a reader needs first.
    others: (news) => { if (!boxes.problems) showOthers(news, isGone); },
    problems: showProblems,
  };

  let source, later;
  const leave = () => { clearTimeout(later); source?.close(); source = undefined; };
  const listen = () => {
    if (source) return;
    source = new EventSource(`/_courant/live?page=${encodeURIComponent(location.pathname)}&is=${is}`);
    for (const [name, take] of Object.entries(told)) source.addEventListener(name, (event) => take(JSON.parse(event.data)));
    source.onopen = () => { document.documentElement.dataset.courantLive = "on"; };
    // The server has gone, or this was asleep: it is asked anew, in the state that the page has now.
    source.onerror = () => { leave(); later = setTimeout(listen, 1000); };
  };
  // A browser keeps six connections to a server: pages that nobody looks at keep none.
  const look = () => (document.hidden ? leave() : listen());
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", look);
  look();
  markDraft(script.dataset.draft !== undefined);
})();

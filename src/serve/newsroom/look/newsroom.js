// Takes in what changes on the newsroom's pages, and filters the list while somebody types. Without it the pages are the same, a click later.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const told = document.getElementById("told");

  // What has the focus keeps it: it is found again by what it is, in the part that came in its place.
  const nameOf = (element) => element && (element.id ? `#${CSS.escape(element.id)}` : element.getAttribute("href") && `a[href="${CSS.escape(element.getAttribute("href"))}"]`);
  const takeIn = (html) => {
    const next = new DOMParser().parseFromString(html, "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = next.getElementById(part.id);
      if (!other || part.isEqualNode(other)) continue;
      const name = part.contains(document.activeElement) ? nameOf(document.activeElement) : null;
      part.replaceChildren(...document.importNode(other, true).childNodes);
      if (name) part.querySelector(name)?.focus({ preventScroll: true });
    }
    document.title = next.title;
  };

  let asked = 0;
  const refresh = async () => {
    const mine = ++asked;
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    const html = await answer?.text();
    // Who has typed on since is answered for that.
    if (html && mine === asked) takeIn(html);
  };

  if (form) {
    form.classList.add("is-live");
    const filter = async () => {
      const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
      history.replaceState(null, "", chosen.size ? `?${chosen}` : form.action);
      await refresh();
      told.textContent = document.getElementById("found")?.textContent ?? "";
    };
    let later;
    form.addEventListener("input", () => { clearTimeout(later); later = setTimeout(filter, 120); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(later); filter(); });
  }

  if (!window.EventSource) return;
  let source, again, number = document.body.dataset.number;
  const leave = () => { clearTimeout(again); source?.close(); source = undefined; };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("/_courant/newsroom/live");
    // One that comes back after a sleep sees what it missed.
    source.addEventListener("state", (event) => {
      document.documentElement.dataset.live = "on";
      if (number !== event.data) refresh();
      number = event.data;
    });
    source.addEventListener("changed", (event) => { number = event.data; refresh(); });
    source.onerror = () => { leave(); again = setTimeout(listen, 1000); };
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();

// What the pages gain from a script. Every page works without it.

"use strict";

const root = document.documentElement;
root.dataset.script = "";

// Light and dark: the choice is kept in a cookie, so that the server draws the next page in it at once.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
});

// Menus close when one turns elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));

// A form is sent once: the second half of a double click would only hear that the first had been heard.
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest("button")?.type === "submit") event.preventDefault();
}, true);

// Keys. A link is followed; a button or a field only gets the focus, so that no key alone decides a case.
function isTyping(element) {
  return element.isContentEditable || element.matches("input, textarea, select");
}

function go(element) {
  if (element.matches("a")) return element.click();
  const control = element.matches("button") ? element : element.querySelector("select, input, textarea");
  control?.scrollIntoView({ block: "nearest" });
  control?.focus();
}

// In a list, J and K walk down and up its rows.
function walk(step) {
  const links = [...document.querySelectorAll(".table tbody th a")];
  const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  links[at < 0 ? (step > 0 ? 0 : -1) : at + step]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector(".menu[open] > summary")?.focus();
    return closeMenus(null);
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target) {
    event.preventDefault();
    go(target);
  } else if (key === "j" || key === "k") {
    walk(key === "j" ? 1 : -1);
  }
});

// Live regions: fetched when the window is looked at again, and left alone while it is not.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const live of document.querySelectorAll("[data-live]")) live.dispatchEvent(new Event("refresh"));
});

document.addEventListener("htmx:before:request", (event) => {
  const source = event.detail.ctx.sourceElement;
  if (document.hidden && source.matches("[data-live]")) event.preventDefault();
});

// Pictures of a case are looked at closely, and set upright.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-view]");
  const frame = button?.closest("[data-viewer]")?.querySelector(".frame");
  if (!frame) return;
  const zoom = Number(frame.dataset.zoom || 1);
  const turn = Number(frame.dataset.turn || 0);
  // What stands in the middle stays there.
  const across = (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth;
  const down = (frame.scrollTop + frame.clientHeight / 2) / frame.scrollHeight;
  if (button.dataset.view === "turn") frame.dataset.turn = turn + 1;
  else frame.dataset.zoom = button.dataset.view === "in" ? Math.min(zoom * 1.5, 8) : Math.max(zoom / 1.5, 1);
  frame.style.setProperty("--zoom", frame.dataset.zoom || 1);
  frame.style.setProperty("--turn", `${(frame.dataset.turn || 0) * 90}deg`);
  frame.firstElementChild.toggleAttribute("data-sideways", Number(frame.dataset.turn || 0) % 2 === 1);
  frame.scrollTo({
    left: across * frame.scrollWidth - frame.clientWidth / 2,
    top: down * frame.scrollHeight - frame.clientHeight / 2,
    behavior: "instant",
  });
});

// After a new body, whoever used the keyboard goes on from its top, unless something in it took the focus.
document.addEventListener("htmx:after:swap", (event) => {
  const main = document.getElementById("main");
  if (event.detail.ctx.target === main && document.activeElement === document.body) main.focus({ preventScroll: true });
});

// The network is gone: say so, until an answer comes.
document.addEventListener("htmx:error", (event) => {
  if (!event.detail.ctx?.response) document.getElementById("offline").hidden = false;
});

document.addEventListener("htmx:after:request", () => {
  document.getElementById("offline").hidden = true;
});

// Where one is stands in the middle of the navigation. After `scrollIntoView` the next Tab would go on from there.
const place = document.querySelector(".nav [aria-current]");
if (place) {
  const nav = place.closest(".nav");
  const [within, without] = [place, nav].map((element) => element.getBoundingClientRect());
  nav.scrollLeft += within.left + within.width / 2 - without.left - without.width / 2;
}

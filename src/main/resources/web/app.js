// The first page: what there is and what became of it. It reads the same API as everybody else and changes nothing.

import { ask, Unauthorized } from "./api.js";
import { callbackRow, profileRow, showDetail } from "./rows.js";

const REFRESH_MILLIS = 2000;
const KEPT_KEY = "ringback.key";

const $ = (id) => document.getElementById(id);

const open = new Set();
let key = keyFromAddress() ?? sessionStorage.getItem(KEPT_KEY);
let paused = false;
let timer = 0;
let round = 0;

/** The demo prints an address with `#key=…`: a fragment never leaves the browser. It is taken out of the address at once. */
function keyFromAddress() {
  const found = new URLSearchParams(location.hash.slice(1)).get("key");
  if (found) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem(KEPT_KEY, found);
  }
  return found;
}

function enter(error = "") {
  clearTimeout(timer);
  round++;
  key = null;
  sessionStorage.removeItem(KEPT_KEY);
  open.clear();
  $("profiles").replaceChildren();
  $("callbacks").replaceChildren();
  $("news").textContent = "";
  $("key-error").textContent = error;
  show(false);
  $("key").focus();
}

function show(lists) {
  $("enter").hidden = lists;
  $("lists").hidden = !lists;
  $("pause").hidden = !lists;
  $("leave").hidden = !lists;
}

async function refresh() {
  clearTimeout(timer);
  const mine = ++round;
  try {
    const [profiles, callbacks] = await Promise.all([
      ask(key, "/v1/callback-profiles?limit=100"),
      ask(key, "/v1/callbacks?limit=50"),
    ]);
    if (mine !== round) return;
    show(true);
    const titles = new Map(profiles.data.map((profile) => [profile.id, profile.title]));
    lay($("profiles"), profiles.data, profileRow);
    lay($("callbacks"), callbacks.data, (callback, row) => callbackRow(callback, titles, row, toggle));
    $("no-profiles").hidden = profiles.data.length > 0;
    $("no-callbacks").hidden = callbacks.data.length > 0;
    await Promise.all([...open].map(fill));
    if (mine !== round) return;
    say("");
  } catch (failure) {
    if (mine !== round) return;
    if (failure instanceof Unauthorized) return enter(failure.message);
    say(failure.message);
  }
  later();
}

/** Rows are changed in place and keep their key, so that neither focus nor a selection is lost every two seconds. */
function lay(body, items, row) {
  const old = new Map([...body.children].map((element) => [element.dataset.id, element]));
  const wanted = [];
  for (const item of items) {
    wanted.push(row(item, old.get(item.id)));
    const detail = old.get(`${item.id} detail`);
    if (detail) wanted.push(detail);
  }
  wanted.forEach((element, i) => {
    if (body.children[i] !== element) body.insertBefore(element, body.children[i] ?? null);
  });
  while (body.children.length > wanted.length) body.lastElementChild.remove();
  for (const id of open) {
    if (body.id === "callbacks" && !items.some((item) => item.id === id)) open.delete(id);
  }
}

async function toggle(id, button) {
  const row = button.closest("tr");
  if (open.delete(id)) {
    button.setAttribute("aria-expanded", "false");
    row.nextElementSibling?.remove();
    return;
  }
  open.add(id);
  button.setAttribute("aria-expanded", "true");
  row.after(showDetail(id, null));
  try {
    await fill(id);
  } catch (failure) {
    say(failure.message);
  }
}

async function fill(id) {
  const callback = await ask(key, `/v1/callbacks/${id}`);
  const detail = document.querySelector(`tr[data-id="${id} detail"]`);
  if (detail) showDetail(id, callback, detail);
}

function say(trouble) {
  const words = trouble || (paused ? "Paused" : "Live");
  if ($("news").textContent !== words) $("news").textContent = words;
}

function later() {
  clearTimeout(timer);
  if (key && !paused && !document.hidden) timer = setTimeout(refresh, REFRESH_MILLIS);
}

$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  key = $("key").value.trim();
  $("key").value = "";
  $("key-error").textContent = "";
  sessionStorage.setItem(KEPT_KEY, key);
  refresh();
});

$("leave").addEventListener("click", () => enter());

$("pause").addEventListener("click", () => {
  paused = !paused;
  $("pause").setAttribute("aria-pressed", String(paused));
  $("pause").textContent = paused ? "Go on" : "Pause";
  if (paused) {
    round++;
    clearTimeout(timer);
    say("");
  } else {
    refresh();
  }
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && key && !paused) refresh();
});

if (key) refresh();
else enter();

// Keeps the page for the field on a device: its own files, named in front of this, and nothing else.
// All other addresses are none of its business. In front stand LANGUAGE, MARK and KEPT.
const OURS = `field-${LANGUAGE}-`;
const CACHE = OURS + MARK;

addEventListener("install", (event) => {
  const fetched = KEPT.map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(fetched)).then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  const clear = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clear());
});

addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin || !KEPT.includes(pathname)) return;
  const found = caches.match(pathname, { cacheName: CACHE, ignoreVary: true });
  event.respondWith(found.then((kept) => kept || fetch(event.request)));
});

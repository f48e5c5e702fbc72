// What is typed on the page for the field, as it is kept on the device: encrypted, and nothing else.
// A passphrase gives the key (PBKDF2); each record is sealed with AES-GCM under an IV of its own and
// padded, so that its length tells little. The key is in memory alone. What is in a record:
// offline.js.
const fieldVault = (() => {
  const NAME = "field";
  const ROUNDS = 600000;
  const BLOCK = 16384;
  const LOCK = "lock";
  let base = null;
  let key = null;
  let gone = () => {};

  const random = (size) => crypto.getRandomValues(new Uint8Array(size));
  const coded = (text) => new TextEncoder().encode(text);

  const answered = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  const exists = async () => {
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some((each) => each.name === NAME);
  };

  const open = async () => {
    if (base) return base;
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("records", { keyPath: "id" });
    base = await answered(request);
    // Another window deletes it all.
    base.onversionchange = () => {
      lock();
      gone();
    };
    return base;
  };

  const stored = async (mode, act) => {
    const work = (await open()).transaction("records", mode, { durability: "strict" });
    const request = act(work.objectStore("records"));
    return new Promise((resolve, reject) => {
      work.oncomplete = () => resolve(request.result);
      work.onabort = work.onerror = () => reject(work.error);
    });
  };

  const derived = async (passphrase, salt, rounds) => {
    const bytes = coded(passphrase.normalize("NFKC"));
    const raw = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    const wanted = { name: "AES-GCM", length: 256 };
    return crypto.subtle.deriveKey(how, raw, wanted, false, ["encrypt", "decrypt"]);
  };

  const sealed = async (id, value) => {
    const plain = coded(JSON.stringify(value));
    // JSON takes spaces after it.
    const padded = new Uint8Array(Math.ceil(plain.length / BLOCK) * BLOCK).fill(32);
    padded.set(plain);
    const iv = random(12);
    const how = { name: "AES-GCM", iv, additionalData: coded(id) };
    return { id, iv, sealed: await crypto.subtle.encrypt(how, key, padded) };
  };

  const opened = async ({ id, iv, sealed: bytes }) => {
    const how = { name: "AES-GCM", iv, additionalData: coded(id) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytes)));
  };

  const create = async (passphrase) => {
    const salt = random(16);
    key = await derived(passphrase, salt, ROUNDS);
    const record = { ...(await sealed(LOCK, {})), salt, rounds: ROUNDS };
    await stored("readwrite", (records) => records.add(record));
  };

  // Say whether there is something to unlock.
  const isLaid = async () =>
    (await exists()) && !!(await stored("readonly", (records) => records.getKey(LOCK)));

  const unlock = async (passphrase) => {
    const lockRecord = await stored("readonly", (records) => records.get(LOCK));
    key = await derived(passphrase, lockRecord.salt, lockRecord.rounds);
    try {
      await opened(lockRecord);
      return true;
    } catch {
      key = null;
      return false;
    }
  };

  const lock = () => {
    key = null;
    base?.close();
    base = null;
  };

  const all = async () => {
    const found = await stored("readonly", (records) => records.getAll());
    const ours = found.filter((each) => each.id !== LOCK);
    return Promise.all(ours.map(async (each) => [each.id, await opened(each)]));
  };

  const put = async (id, value) => {
    const record = await sealed(id, value);
    await stored("readwrite", (records) => records.put(record));
  };

  const remove = (id) => stored("readwrite", (records) => records.delete(id));

  const destroy = async () => {
    lock();
    if (await exists()) await answered(indexedDB.deleteDatabase(NAME));
  };

  return {
    all, create, destroy, isLaid, lock, put, remove, unlock,
    whenGone: (act) => { gone = act; },
  };
})();

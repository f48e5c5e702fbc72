// Brings the UN-derived topology that plotly.js ships. Nothing about drawing lives here.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

export const SOURCE = {
  package: "plotly.js",
  version: "4.1.1",
  file: "dist/plotly-geo-assets.js",
  topology: "world_50m",
  licence: "MIT",
  copyright: "Copyright (c) 2016-2024 Plotly Technologies Inc.",
  boundaries: "derived by plotly.js from United Nations geodata",
  integrity:
    "sha512-fYLAOj091/+M4h1rmtVIkRIpdkz5/P9IdNUeB9wKmCUyvewuUdlCYR5ryqDWP7Cb36Dn4EvSrs6YKvRJ9ukNdQ==",
};

/** Returns the text of the asset file, from the cache folder or else from the npm package. */
function assetText(cache) {
  const target = join(cache, `${SOURCE.package}-${SOURCE.version}.geo-assets.js`);
  if (existsSync(target)) return readFileSync(target, "utf8");
  mkdirSync(cache, { recursive: true });
  const wanted = `${SOURCE.package}@${SOURCE.version}`;
  const tarball = join(cache, `${SOURCE.package}-${SOURCE.version}.tgz`);
  execFileSync("npm", ["pack", wanted, "--silent", "--pack-destination", cache]);
  const digest = createHash("sha512").update(readFileSync(tarball)).digest("base64");
  if (`sha512-${digest}` !== SOURCE.integrity) {
    rmSync(tarball);
    throw new Error(`${wanted}: the package is not the one that was reviewed (sha512 differs)`);
  }
  const inside = `package/${SOURCE.file}`;
  const text = execFileSync("tar", ["-xzOf", tarball, inside], { maxBuffer: 2 ** 26 });
  execFileSync("tee", [target], { input: text, stdio: ["pipe", "ignore", "inherit"] });
  rmSync(tarball);
  return text.toString("utf8");
}

/**
 * Returns the topology `world_50m`. The asset file is evaluated in a context of its own, since it
 * names its export differently by loader and would overwrite the library if it were loaded.
 */
export function worldTopology(cache) {
  const sandbox = { module: { exports: {} } };
  sandbox.exports = sandbox.module.exports;
  sandbox.window = sandbox;
  sandbox.self = sandbox;
  vm.runInNewContext(assetText(cache), sandbox, { timeout: 60_000 });
  const found = [sandbox.module.exports, sandbox.Plotly, sandbox.PlotlyGeoAssets]
    .map((candidate) => candidate?.topojson?.[SOURCE.topology])
    .find(Boolean);
  if (!found) throw new Error(`${SOURCE.file} holds no topology ${SOURCE.topology}`);
  return JSON.parse(JSON.stringify(found));
}

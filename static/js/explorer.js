// Explorer: opens the map that moves, when the reader asks for it. Everything
// comes from this site: the library, its style sheet, the shapes, the figures
// (made by the server in the page's language). Until then, and without this
// script, the page's own map and charts say the same.
(() => {
  const room = document.querySelector("#explore");
  if (!room) return;

  const button = room.querySelector("[data-explore]");
  const state = room.querySelector("[data-explore-state]");
  const stage = room.querySelector("[data-explore-room]");
  const map = room.querySelector("#explore-map");
  const time = room.querySelector("#explore-time");
  const region = room.querySelector("#explore-region");
  const slider = room.querySelector("#explore-day");
  const shown = room.querySelector("#explore-shown");
  const said = room.querySelector("#explore-said");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let facts = null;

  const loaded = (element, where) =>
    new Promise((resolve, reject) => {
      element.addEventListener("load", resolve, { once: true });
      element.addEventListener("error", reject, { once: true });
      where.append(element);
    });

  const script = (src) => loaded(Object.assign(document.createElement("script"), { src }), document.head);

  // The library writes no style into the page when it finds a sheet of this name and class.
  const style = (href) =>
    loaded(
      Object.assign(document.createElement("link"), {
        id: "plotly.js-style-global",
        className: "no-inline-styles",
        rel: "stylesheet",
        href,
      }),
      document.head,
    );

  const json = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  // A figure names the colours of the style sheet; the library wants what they stand for.
  const coloured = (value) => {
    if (typeof value === "string") {
      const name = value.match(/^var\((--[\w-]+)\)$/)?.[1];
      return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : value;
    }
    if (Array.isArray(value)) return value.map(coloured);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(each)]));
  };

  const saving = (format, icon) => ({
    name: format,
    title: facts.language.dictionary[format],
    icon,
    click: (drawn) => {
      const wide = { png: 1600, svg: 1200 }[format];
      window.Plotly.downloadImage(drawn, { format, width: wide, height: wide / 2, filename: "global-pledge" });
    },
  });

  const config = (buttons) => ({
    displaylogo: false,
    responsive: true,
    scrollZoom: true,
    displayModeBar: true,
    locale: facts.language.code,
    locales: { [facts.language.code]: facts.language },
    modeBarButtons: [
      ...buttons,
      [saving("png", window.Plotly.Icons.camera), saving("svg", window.Plotly.Icons.disk)],
    ],
  });

  const states = (classes, tell) => classes.map((codes, place) => tell(codes, facts.map.data[2 * place].name));

  const goTo = (stop) => {
    const { words, states: classes } = facts.stops[stop];
    const small = (codes) => codes.filter((code) => code in facts.small);
    const text = (codes, name) => codes.map((code) => `${facts.names[code]}: ${name}`);
    const every = classes.map((_codes, place) => 2 * place);
    shown.textContent = words;
    slider.setAttribute("aria-valuetext", words);
    window.Plotly.restyle(
      map,
      {
        locations: classes,
        z: states(classes, (codes) => codes.map(() => 1)),
        text: states(classes, text),
      },
      every,
    );
    window.Plotly.restyle(
      map,
      {
        lon: states(classes, (codes) => small(codes).map((code) => facts.small[code][0])),
        lat: states(classes, (codes) => small(codes).map((code) => facts.small[code][1])),
        text: states(classes, (codes, name) => text(small(codes), name)),
        customdata: states(classes, small),
      },
      every.map((place) => place + 1),
    );
  };

  const look = () => {
    const [lon, lat, scale] = facts.regions[region.value].at;
    window.Plotly.relayout(map, {
      "geo.center.lon": lon,
      "geo.center.lat": lat,
      "geo.projection.scale": scale,
    });
  };

  // A press says which State it was, and offers its page: a finger has no other way to read it.
  const choose = ({ points: [point] }) => {
    const code = point.location ?? point.customdata;
    const link = Object.assign(document.createElement("a"), {
      href: facts.urls.replace("XXX", code),
      textContent: facts.open,
    });
    said.replaceChildren(`${point.text}. `, link);
  };

  const draw = async () => {
    const figure = coloured(facts.map);
    const zoom = [["zoomInGeo", "zoomOutGeo", "resetGeo"]];
    await window.Plotly.newPlot(map, figure.data, figure.layout, config(zoom));
    map.on("plotly_click", choose);
    const lines = coloured(facts.time);
    await window.Plotly.newPlot(time, lines.data, lines.layout, config([]));
  };

  const prepare = () => {
    region.replaceChildren(...facts.regions.map(({ words }, place) => new Option(words, place)));
    region.addEventListener("change", look);
    if (facts.stops.length < 2) return;
    slider.max = facts.stops.length - 1;
    slider.value = slider.max;
    shown.textContent = facts.stops.at(-1).words;
    slider.setAttribute("aria-valuetext", shown.textContent);
    slider.addEventListener("input", () => goTo(Number(slider.value)));
    slider.parentElement.hidden = false;
  };

  const open = async () => {
    button.disabled = true;
    room.setAttribute("aria-busy", "true");
    state.textContent = "";
    try {
      const { figure, script: library, style: sheet, shapes } = room.dataset;
      const [read, world] = await Promise.all([json(figure), json(shapes), style(sheet), script(library)]);
      facts = read;
      // The library asks nobody for shapes that it finds here.
      window.PlotlyGeoAssets = { topojson: { world_50m: world } };
      stage.hidden = false;
      prepare();
      await draw();
      dark.addEventListener("change", draw);
      button.parentElement.hidden = true;
      room.dataset.open = "";
    } catch {
      stage.hidden = true;
      button.disabled = false;
      state.textContent = state.dataset.failed;
    }
    room.removeAttribute("aria-busy");
  };

  button.addEventListener("click", open);
  room.hidden = false;
})();

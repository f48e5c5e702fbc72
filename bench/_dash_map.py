"""The same world map as a Plotly Dash page: what ours is compared with. Run by bench/slow.py.

``python bench/_dash_map.py PORT FOLDER CODES``: the folder holds the topology, the codes are those
of the States, by commas. It runs in an environment of its own and knows nothing of the program.
"""

import sys

import dash
import plotly.graph_objects as go

PORT, FOLDER, CODES = sys.argv[1:4]
states = CODES.split(",")
figure = go.Figure(
    go.Choropleth(locations=states, z=[place % 5 for place, _ in enumerate(states)]),
    layout={
        "geo": {"resolution": 50, "visible": False},
        "title": {"text": "States that have pledged"},
    },
)
app = dash.Dash(assets_folder=FOLDER, compress=True)
app.layout = dash.html.Main(
    [
        dash.html.H1("The Global Pledge"),
        dash.dcc.Graph(
            id="map", figure=figure, config={"topojsonURL": f"http://127.0.0.1:{PORT}/assets/"}
        ),
    ]
)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=PORT, debug=False)

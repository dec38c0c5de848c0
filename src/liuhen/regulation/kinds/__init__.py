"""Record kinds, one module per stage (and per part of a long stage); found by walking this folder."""

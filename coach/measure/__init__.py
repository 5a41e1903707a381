"""The engine: estimator, exposure, position, pressure; `measure(profile, library)` is pure."""

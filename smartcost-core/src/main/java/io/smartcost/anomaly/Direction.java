package io.smartcost.anomaly;

/** Which way costs went. */
public enum Direction {
    UP,
    DOWN
}

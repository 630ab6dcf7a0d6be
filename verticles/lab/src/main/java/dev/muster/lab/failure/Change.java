package dev.muster.lab.failure;

/**
 * One recorded change.
 *
 * @param group where it was made, from 0
 * @param at seconds since 1970 when it was made
 * @param knownAt seconds since 1970 when its outcome was known
 * @param features what was known of it when it was made; NaN where unknown
 * @param effort lines to read when it is inspected
 * @param scored whether it counts; the first ones of a stream only teach
 * @param block changes of one block fail together, so resampling draws blocks
 */
@SuppressWarnings("ArrayRecordComponent") // rows of a matrix: read by the hundred thousand
record Change(
    int group,
    long at,
    long knownAt,
    double[] features,
    double effort,
    boolean failed,
    boolean scored,
    int block) {}
